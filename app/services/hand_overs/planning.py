"""What would happen if the leads of somebody went to these colleagues (rules.md §2, §11)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.rules.leads.sharing import Hands, Held, share
from app.services.hand_overs import in_hand, receivers
from app.services.hand_overs.in_hand import Row
from app.services.hand_overs.parts import Part
from app.services.hand_overs.receivers import Receiver, Within


@dataclass(frozen=True)
class Share:
    """What one colleague would get: how many leads, promises and of grade A among them. `barred`:
    how many of all he may not have."""

    receiver: Receiver
    leads: int
    promises: int
    grade_a: int
    barred: int


@dataclass(frozen=True)
class Plan:
    """Who would get what; `back`: leads that nobody of them may have, for the pool."""

    shares: Sequence[Share]
    back: int


def plan(person_id: int, part: Part, to: Collection[int], within: Within) -> Plan:
    """The shares of those of `to` who may get leads, as a hand-over now would make them."""
    rows = in_hand.of(person_id, part).rows
    chosen = [one for one in receivers.of(person_id, within) if one.id in to]
    leads = held(person_id, rows, [one.id for one in chosen])
    hands = share(leads, [one.id for one in chosen])
    shares = [share_of(one, hands, leads) for one in chosen]
    return Plan(shares, len(rows) - sum(one.leads for one in shares))


def share_of(receiver: Receiver, hands: Hands, leads: Sequence[Held]) -> Share:
    got = hands[receiver.id]
    return Share(
        receiver,
        leads=len(got),
        promises=sum(one.promised is not None for one in got),
        grade_a=sum(one.grade == "A" for one in got),
        barred=sum(receiver.id in one.barred for one in leads),
    )


def held(person_id: int, rows: Sequence[Row], to: Collection[int]) -> list[Held]:
    """The leads with those of `to` who may not have them."""
    bars, free = receivers.bars(person_id, to), frozenset[int]()
    return [Held(row.id, row.promised, row.grade, bars.get(row.id, free)) for row in rows]
