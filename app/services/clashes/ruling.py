"""A supervisor says whose a customer is at whom two people are (rules.md §2, identity)."""

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Clash, Lead, Person
from app.models.clashes import ASKED, BOTH, FIRST, PASSES, SECOND, STAYS
from app.rules.why import Why
from app.services import audit
from app.services.customers.within import Who, seen_by
from app.services.leads import moves
from app.services.transaction import write

OF_TWO, OF_ASKED, LONGEST = (BOTH, FIRST, SECOND), (STAYS, PASSES), 200
RULE = "ruled"


def rule(clash_id: int, who: Who, ruling: str, reason: str) -> None:
    """Two leads: each stays with its own, or both go to the owner of the first or the second. One
    that somebody asked for: it stays, or passes to him. With a reason that both can read; nobody
    rules on what is his own. Merging two is another page.

    Of two who rule at once the second one is told. Raises RuleBroken("missing" | "reason_needed" |
    "clash_ruling" | "clash_own" | "clash_moot" | "clash_gone").
    """
    reason = reason.strip()[:LONGEST]
    if not reason:
        raise RuleBroken("reason_needed")
    with write():
        clash = db.session.get(Clash, clash_id)
        if clash is None:
            raise RuleBroken("missing")
        first, second = both(clash, who)
        db.session.refresh(clash, with_for_update=True)  # after the leads, as a merging locks them
        check(clash, first, second, who.id, ruling)
        clash.ruled_at, clash.ruled_by_id = clock.now(), who.id
        clash.ruling, clash.reason = ruling, reason
        if ruling == FIRST and second:
            hand(second, first.owner_id, reason, who.id)
        elif ruling == SECOND and second:
            hand(first, second.owner_id, reason, who.id)
        elif ruling == PASSES:
            hand(first, clash.raised_by_id, reason, who.id)
        audit.note("clash_ruled", f"clash:{clash.id}", who.id, ruling=ruling, reason=reason)


def both(clash: Clash, who: Who) -> tuple[Lead, Lead | None]:
    """The leads it is about, locked in the order of their numbers; all must be within reach."""
    ids = [one for one in (clash.lead_id, clash.other_id) if one is not None]
    query = select(Lead).where(Lead.id.in_(ids), seen_by(who)).order_by(Lead.id)
    found = list(db.session.scalars(query.with_for_update()))
    if len(found) != len(ids):
        raise RuleBroken("missing")
    return found[0], found[1] if len(found) > 1 else None


def check(clash: Clash, first: Lead, second: Lead | None, by_id: int, ruling: str) -> None:
    if ruling not in (OF_ASKED if clash.kind == ASKED else OF_TWO):
        raise RuleBroken("clash_ruling")
    if clash.ruled_at is not None or clash.lead_id != first.id:
        raise RuleBroken("clash_gone")
    holders = [first.owner_id, second.owner_id if second else clash.raised_by_id]
    if by_id in holders:
        raise RuleBroken("clash_own")
    if None in holders or holders[0] == holders[1]:
        raise RuleBroken("clash_moot")


def hand(lead: Lead, to_id: int | None, reason: str, by_id: int) -> None:
    """Raises RuleBroken("clash_gone_person") where he works here no more."""
    to = db.session.get_one(Person, to_id)
    if not to.is_active:
        raise RuleBroken("clash_gone_person", name=to.name)
    moves.pass_on(lead, to.id, RULE, Why(RULE, {"reason": reason}).as_json(), by_id)
