from collections.abc import Mapping
from datetime import datetime

from app import clock
from app.extensions import db
from app.models import Lead, LeadMove
from app.services.measures import histories
from app.services.onboarding import gate
from app.services.transaction import at_end

OWN, ORDINARY = "own", "ordinary"


def release(
    lead: Lead,
    rule: str,
    why: Mapping[str, object],
    actor_id: int | None,
    *,
    at: datetime | None = None,
) -> None:
    """Takes a lead from its owner within the running transaction and writes its history.

    It waits from now on, or from the instant told; what was due belonged to the owner and goes with
    him. A lead that he found himself was his alone: it waits among the ordinary ones
    (rules.md §2, §2.3).
    """
    if lead.owner_id is not None:
        note(lead, None, rule, why, actor_id, at=at)
    if lead.kind == OWN:
        lead.kind = ORDINARY
    lead.owner_id = None
    lead.owned_since = None
    lead.due_at = None
    lead.due_kind = None
    lead.waiting_since = at or clock.now()
    lead.rev += 1


def pass_on(
    lead: Lead, to_id: int, rule: str, why: Mapping[str, object], actor_id: int | None
) -> None:
    """Puts a lead from its owner's hands into a colleague's within the running transaction, with
    its history. What is due stays due, grade and stage stay.

    A lead that the owner found himself is an ordinary one in other hands: it was his by right
    because he found it. A precise one goes only to who may have those; else
    the transaction ends with RuleBroken("move_onboarding") (rules.md §2, §2.3, §7).
    """
    at_end(gate.check, [lead.id])
    note(lead, to_id, rule, why, actor_id)
    if lead.kind == OWN:
        lead.kind = ORDINARY
    lead.owner_id = to_id
    lead.owned_since = clock.now()
    lead.rev += 1


def note(
    lead: Lead,
    to_id: int | None,
    rule: str,
    why: Mapping[str, object],
    actor_id: int | None,
    *,
    at: datetime | None = None,
) -> None:
    """A row of the lead's history: every change of hands has one (rules.md §2.3)."""
    histories.changed([lead.id])
    db.session.add(
        LeadMove(
            lead_id=lead.id,
            at=at or clock.now(),
            from_id=lead.owner_id,
            to_id=to_id,
            rule=rule,
            why=dict(why),
            actor_id=actor_id,
        )
    )
