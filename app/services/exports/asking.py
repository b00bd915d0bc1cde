"""Asking for a file of leads: for what, which, and whether somebody else must allow it
(design: safety)."""

from dataclasses import dataclass

from app import clock
from app.errors import RuleBroken
from app.extensions import queue
from app.models import LeadExport
from app.rules.exports import limits
from app.services import audit, settings
from app.services.exports import making, rows, states
from app.services.exports.rows import Asked
from app.services.exports.states import APPROVED, ASKED
from app.services.people import who_may
from app.services.transaction import write

PAGE, CONSOLE = "page", "console"


@dataclass(frozen=True)
class Preview:
    """What a file would hold, before anybody asks for it."""

    rows: int
    alone: int
    needs_approval: bool
    masked: bool
    approvers: list[str]
    kept_days: int

    @property
    def nobody_may(self) -> bool:
        return self.needs_approval and not self.approvers

    @property
    def refusal(self) -> RuleBroken | None:
        """Why it cannot even be asked for."""
        if not self.rows:
            return RuleBroken("export_empty")
        if self.rows > limits.MOST_ROWS:
            return RuleBroken("export_too_many", most=limits.MOST_ROWS)
        if self.nobody_may:
            return RuleBroken("export_nobody_approves", most=self.alone)
        return None


def preview(asked: Asked) -> Preview:
    """How many rows there are within reach, and what they need (rules.md §2)."""
    numbers, found = settings.values(limits.KEYS, clock.today()), rows.count(asked)
    needs = limits.needs_approval(found, numbers)
    who = who_may.names(states.APPROVAL, asked.person_id) if needs else []
    alone, kept = numbers[limits.ALONE], numbers[limits.KEPT]
    return Preview(found, alone, needs, asked.masked, who, kept)


def ask(asked: Asked, *, purpose: str, form: str) -> int:
    """Asks for a file; returns its number. Few rows are made at once, many wait for a second person.

    Raises RuleBroken("export_purpose" | "export_empty" | "export_too_many" |
    "export_nobody_approves").
    """
    export_id, state = note(asked, purpose=purpose, form=form, via=PAGE)
    if state == APPROVED:
        queue.send(making.make, export_id)
    return export_id


def note(asked: Asked, *, purpose: str, form: str, via: str) -> tuple[int, str]:
    """Writes down who asks for what; returns the number and the state."""
    if not purpose.strip():
        raise RuleBroken("export_purpose")
    with write() as session:
        found = preview(asked)
        if found.refusal:
            raise found.refusal
        export = LeadExport(
            asked_by_id=asked.person_id,
            asked_at=clock.now(),
            purpose=purpose.strip()[:200],
            form=form,
            reach=asked.reach,
            wanted=states.kept(asked.wanted),
            rows_asked=found.rows,
            needs_approval=found.needs_approval,
            state=ASKED if found.needs_approval else APPROVED,
            decided_because="",
        )
        session.add(export)
        session.flush()
        told = {"rows": found.rows, "purpose": export.purpose, "wanted": export.wanted}
        told |= {"reach": asked.reach, "needs_approval": found.needs_approval, "via": via}
        audit.note("export_asked", f"export:{export.id}", asked.person_id, **told)
        return export.id, export.state
