"""One act hands over, or returns to the pool, what somebody has in hand (rules.md §2, §11)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person
from app.rules.leads.sharing import share
from app.rules.why import Why
from app.services.hand_overs import in_hand, planning, receivers
from app.services.hand_overs.parts import Part
from app.services.hand_overs.receivers import HAND_OVER, Within
from app.services.leads import moves
from app.services.transaction import write

CALLED_IN = "called_in"
COLLEAGUES, POOL = "colleagues", "pool"
Reason = str | Mapping[str, object]


@dataclass(frozen=True)
class Done:
    """How many leads colleagues got, and how many wait in the pool."""

    passed: int
    back: int


def hand_over(
    person_id: int, part: Part, to: Collection[int], within: Within, reason: Reason
) -> Done:
    """Hands a part of somebody's leads to colleagues, evenly and by `rules.leads.sharing`.

    What is due stays due, grade and stage stay. It is no hand-out: the ledger has no row of it, it
    counts in nobody's quota and gives none back. A lead that may go to none of them, because of the
    30 days, goes to the pool. Somebody absent today gets leads as he was chosen by name. Of two who
    press at once the second finds nothing left. Raises RuleBroken("reason_needed" |
    "hand_over_nobody" | "hand_over_nothing") (rules.md §2.3).
    """
    with write():
        leads = locked(person_id, to, reason)
        if not to or not set(to) <= {one.id for one in receivers.of(person_id, within)}:
            raise RuleBroken("hand_over_nobody")
        rows = chosen(person_id, part)
        hands = share(planning.held(person_id, rows, to), to)
        for taker, got in hands.items():
            for one in got:
                why = Why(HAND_OVER, {"reason": reason}).as_json()
                moves.pass_on(leads.pop(one.lead), taker, HAND_OVER, why, within.by_id)
        left = [leads[row.id] for row in rows if row.id in leads]
        because: dict[str, object] = {"reason": reason, "days": receivers.same_rep_days()}
        release(left, Why("hand_over_barred", because), within.by_id)
        return Done(len(rows) - len(left), len(left))


def give_back(person_id: int, part: Part, by_id: int, reason: Reason) -> Done:
    """Returns a part of somebody's leads to the pool, with what was due on them gone.

    Raises RuleBroken("reason_needed" | "hand_over_nothing") (rules.md §2.3, §11).
    """
    with write():
        leads = locked(person_id, (), reason)
        rows = chosen(person_id, part)
        release([leads[row.id] for row in rows], Why(CALLED_IN, {"reason": reason}), by_id)
        return Done(0, len(rows))


def locked(person_id: int, to: Collection[int], reason: Reason) -> dict[int, Lead]:
    """All that the person has, which nobody else changes before the running transaction is over."""
    if not reason:
        raise RuleBroken("reason_needed")
    people = select(Person.id).where(Person.id.in_({person_id, *to})).order_by(Person.id)
    db.session.execute(people.with_for_update())
    owned = select(Lead).where(Lead.owner_id == person_id).order_by(Lead.id)
    return {lead.id: lead for lead in db.session.scalars(owned.with_for_update())}


def chosen(person_id: int, part: Part) -> list[in_hand.Row]:
    rows = list(in_hand.of(person_id, part).rows)
    if not rows:
        raise RuleBroken("hand_over_nothing")
    return rows


def release(leads: list[Lead], why: Why, by_id: int) -> None:
    for lead in leads:
        moves.release(lead, CALLED_IN, why.as_json(), by_id)
