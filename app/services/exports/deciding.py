"""A second person's word on an export of many rows (design: safety)."""

from typing import Any

from sqlalchemy import update

from app import clock
from app.errors import RuleBroken
from app.extensions import queue
from app.models import LeadExport
from app.rules.exports import limits
from app.services import audit, settings
from app.services.exports import making, states
from app.services.exports.states import APPROVED, ASKED, REJECTED
from app.services.transaction import write


def approve(export_id: int, by_id: int) -> None:
    """Allows exactly what was asked for, by somebody else than who asked; then it is made.

    Raises RuleBroken("missing" | "export_own" | "export_decided").
    """
    decide(export_id, by_id, APPROVED)
    queue.send(making.make, export_id)


def reject(export_id: int, by_id: int, reason: str) -> None:
    """Says no, and why. Raises RuleBroken("reason_needed") and as `approve`."""
    if not reason.strip():
        raise RuleBroken("reason_needed")
    decide(export_id, by_id, REJECTED, reason.strip()[:200])


def growth() -> int:
    """By how many percent the file may still grow after a yes (rules.md §2)."""
    percent: int = settings.value(limits.GROWTH, clock.today())
    return percent


def decide(export_id: int, by_id: int, state: str, because: str = "") -> None:
    """One of two who decide at once is late. The database refuses the asker itself, too."""
    waiting = (LeadExport.id == export_id, LeadExport.state == ASKED)
    said = {"state": state, "decided_by_id": by_id, "decided_at": clock.now()}
    with write() as session:
        export = states.get(export_id)
        if export.asked_by_id == by_id:
            raise RuleBroken("export_own")
        done: Any = session.execute(
            update(LeadExport).where(*waiting).values(**said, decided_because=because)
        )
        if not done.rowcount:
            raise RuleBroken("export_decided")
        told = {"rows": export.rows_asked, "because": because}
        audit.note(f"export_{state}", f"export:{export_id}", by_id, **told)
