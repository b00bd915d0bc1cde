"""Leads that were picked from a list, of whoever, go to colleagues in one act (rules.md §2.3, §11)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person
from app.models.visible import visible_to
from app.rules.leads.sharing import Hands, Held, share
from app.rules.why import Why
from app.services.hand_overs import receivers
from app.services.hand_overs.in_hand import Row, rows_where
from app.services.hand_overs.receivers import HAND_OVER, Within
from app.services.leads import moves
from app.services.transaction import write

MOST = 500


@dataclass(frozen=True)
class Share:
    """What one colleague gets of the leads that were picked."""

    receiver: receivers.Receiver
    leads: int


def rows(ids: Collection[int], within: Within) -> list[Row]:
    """Those of the leads that somebody has whose leads are within reach (rules.md §1)."""
    return rows_where(of_these(ids, within))


def of_these(ids: Collection[int], within: Within) -> list[ColumnElement[bool]]:
    seen = visible_to(within.by_id, within.reach, clock.today())
    return [Lead.id.in_(list(ids)[:MOST]), Lead.owner_id.is_not(None), seen]


def plan(ids: Collection[int], to: Collection[int], within: Within) -> list[Share]:
    """How many each of the chosen colleagues would get, as a hand-over now would make it."""
    people = [one for one in receivers.of(None, within) if one.id in to]
    hands = shared(rows(ids, within), [one.id for one in people])
    return [Share(one, len(hands[one.id])) for one in people]


def shared(found: Sequence[Row], to: Collection[int]) -> Hands:
    """Nobody gets what he has already, nor what he let go of in the last 30 days."""
    keys = [row.id for row in found]
    bars = receivers.bars_of(Lead.id.in_(keys), to)
    free = frozenset[int]()
    held = [
        Held(row.id, row.promised, row.grade, bars.get(row.id, free) | {row.owner_id})
        for row in found
    ]
    return share(held, to)


def hand_over(ids: Collection[int], to: Collection[int], within: Within, reason: str) -> int:
    """Hands leads to colleagues evenly, by `rules.leads.sharing`, and returns how many went; one
    that none of them may have stays where it is.

    What is due stays due, grade and stage stay; it counts in nobody's quota. Of two who press at
    once the second finds them with their new owners. Raises RuleBroken("reason_needed" |
    "hand_over_nobody" | "hand_over_nothing") (rules.md §2.3).
    """
    if not reason:
        raise RuleBroken("reason_needed")
    with write():
        leads = {lead.id: lead for lead in db.session.scalars(locked(ids, within))}
        if not to or not set(to) <= {one.id for one in receivers.of(None, within)}:
            raise RuleBroken("hand_over_nobody")
        hands = shared(rows(leads, within), to)
        pairs = [(leads[one.lead], taker) for taker, got in hands.items() for one in got]
        if not pairs:
            raise RuleBroken("hand_over_nothing")
        why = Why(HAND_OVER, {"reason": reason}).as_json()
        for lead, taker in pairs:
            moves.pass_on(lead, taker, HAND_OVER, why, within.by_id)
        return len(pairs)


def locked(ids: Collection[int], within: Within) -> Select[Any]:
    """The leads, which nobody else changes before the running transaction is over; first all who
    have them, in the order in which claims and devices wait for them, too."""
    owners = select(Lead.owner_id).where(*of_these(ids, within))
    people = select(Person.id).where(Person.id.in_(owners)).order_by(Person.id)
    db.session.execute(people.with_for_update())
    return select(Lead).where(*of_these(ids, within)).order_by(Lead.id).with_for_update()
