"""Which of somebody's leads are meant: all of them, or those he promised to call (rules.md §2.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app import clock
from app.rules.calls.effects import CALL_BACK, FOLLOW_UP

ALL, PROMISES, CALL_BACKS = "", "promises", "call_backs"
ONLY: Mapping[str, tuple[str, ...]] = {
    ALL: (),
    PROMISES: (CALL_BACK, FOLLOW_UP),
    CALL_BACKS: (CALL_BACK,),
}


@dataclass(frozen=True)
class Part:
    """All of somebody's leads, or only promises, due from the first to the last day where told."""

    only: str = ALL
    first: date | None = None
    last: date | None = None

    def holds(self, due_kind: str | None, due_at: datetime | None) -> bool:
        if self.only == ALL:
            return True
        return due_at is not None and due_kind in ONLY[self.only] and self.spans(due_at)

    def spans(self, due_at: datetime) -> bool:
        day = clock.day_of(due_at)
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


def is_promise(due_kind: str | None) -> bool:
    """A customer expects a call then; a retry is nobody's promise."""
    return due_kind in ONLY[PROMISES]
