"""The sections of the call sheet in their order: who belongs to each, how sorted, and why there
(rules.md §3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.rules.calls.effects import CALL_BACK, FOLLOW_UP, RETRY
from app.rules.calls.stages import last_day
from app.rules.days.shanghai import day_of
from app.rules.defaults import Settings
from app.rules.why import Why

AFTER_ALL_GRADES = "Z"


@dataclass(frozen=True, slots=True)
class Held:
    """A lead in a rep's hands. `called_on`: the company day of the owner's last unvoided call since
    he received it; `agreed`: before, a colleague handed it over with a promise that still stands;
    `dials`: for each of its numbers when it was called out, whoever called."""

    lead: int
    kind: str
    received_at: datetime
    stage: str
    stage_since: date
    grade: str | None = None
    due_at: datetime | None = None
    due_kind: str | None = None
    called_on: date | None = None
    agreed: bool = False
    do_not_call: bool = False
    cool_until: date | None = None
    dials: Sequence[Sequence[datetime]] = ((),)


@dataclass(frozen=True, slots=True)
class Today:
    now: datetime
    day: date
    settings: Settings


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the sheet: which leads belong to it, their order in it, the reason shown."""

    name: str
    holds: Callable[[Held, Today], bool]
    order: Callable[[Held, Today], Any]
    why: Callable[[Held, Today], Why]


def is_due(kind: str) -> Callable[[Held, Today], bool]:
    """Due today or before."""

    def holds(lead: Held, today: Today) -> bool:
        return (
            lead.due_kind == kind and lead.due_at is not None and day_of(lead.due_at) <= today.day
        )

    return holds


def is_new_precise(lead: Held, today: Today) -> bool:
    """One that comes with a colleague's promise is called when that is due."""
    return lead.kind == "precise" and lead.called_on is None and not lead.agreed


def is_idle(lead: Held, today: Today) -> bool:
    """Nothing is planned with it, and it was not called today."""
    return lead.due_at is None and lead.called_on != today.day


def is_overdue(lead: Held, today: Today) -> bool:
    """Longer in its stage than the limit. The clock of the stages runs for who was called; a lead
    with a day agreed is left in peace until then."""
    if lead.called_on is None or not is_idle(lead, today):
        return False
    last = last_day(lead.stage, lead.stage_since, today.settings)
    return last is not None and today.day > last


def fills_up(lead: Held, today: Today) -> bool:
    """Ordinary leads, and own ones not called yet."""
    return is_idle(lead, today) and (
        lead.kind == "ordinary" or (lead.kind == "own" and lead.called_on is None)
    )


def by_due(lead: Held, today: Today) -> Any:
    return lead.due_at


def by_grade(lead: Held, today: Today) -> Any:
    return lead.grade or AFTER_ALL_GRADES, lead.due_at


def by_receipt(lead: Held, today: Today) -> Any:
    return lead.received_at


def by_stage_limit(lead: Held, today: Today) -> Any:
    return last_day(lead.stage, lead.stage_since, today.settings)


def own_first_called_last(lead: Held, today: Today) -> Any:
    return lead.kind != "own", lead.called_on or date.min, lead.received_at


def why_due(code: str) -> Callable[[Held, Today], Why]:
    def why(lead: Held, today: Today) -> Why:
        missed = lead.due_at is not None and day_of(lead.due_at) < today.day
        params: dict[str, object] = {"at": lead.due_at, "grade": lead.grade}
        return Why(f"{code}_missed" if missed else code, params)

    return why


def why_new(lead: Held, today: Today) -> Why:
    return Why("sheet_new_precise", {"at": lead.received_at})


def why_overdue(lead: Held, today: Today) -> Why:
    days = today.day - by_stage_limit(lead, today)
    return Why("sheet_overdue", {"stage": lead.stage, "days": days.days})


def why_filling(lead: Held, today: Today) -> Why:
    return Why(f"sheet_{lead.kind}", {"at": lead.received_at})


SECTIONS = (
    Section("call_back", is_due(CALL_BACK), by_due, why_due("sheet_call_back")),
    Section("new_precise", is_new_precise, by_receipt, why_new),
    Section("follow_up", is_due(FOLLOW_UP), by_grade, why_due("sheet_follow_up")),
    Section("retry", is_due(RETRY), by_due, why_due("sheet_retry")),
    Section("overdue", is_overdue, by_stage_limit, why_overdue),
    Section("ordinary", fills_up, own_first_called_last, why_filling),
)
