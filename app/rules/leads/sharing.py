"""How the leads of somebody who leaves or is away are shared among colleagues (rules.md §2, §11)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

AFTER_ALL_GRADES = "Z"
Hands = dict[int, list["Held"]]


@dataclass(frozen=True, slots=True)
class Held:
    """A lead that changes hands. `promised`: the instant at which its customer expects a call;
    `barred`: whom it may not go to, because they let go of it of late (rules.md §2.3)."""

    lead: int
    promised: datetime | None = None
    grade: str | None = None
    barred: frozenset[int] = frozenset()


def in_order(leads: Iterable[Held]) -> list[Held]:
    """What must not be lost first: promises by their time, then grade A, B, C, the rest by number."""

    def place(lead: Held) -> tuple[bool, datetime | int, str, int]:
        waits = lead.promised is None
        return waits, lead.promised or 0, lead.grade or AFTER_ALL_GRADES, lead.lead

    return sorted(leads, key=place)


def share(leads: Iterable[Held], people: Collection[int]) -> Hands:
    """Who of `people` gets which leads; one that is barred from all of them is in nobody's list.

    Dealt out like cards, in their order, each to whom has the fewest and may have it, the lower
    person number of equals. So everybody gets as many as everybody else within one; where bars
    stand against that, nobody has two more than another who might have had one of them.
    """
    hands: Hands = {person: [] for person in sorted(people)}
    for lead in in_order(leads):
        allowed = [person for person in hands if person not in lead.barred]
        if allowed:
            hands[min(allowed, key=lambda person: len(hands[person]))].append(lead)
    while level(hands):
        continue
    return hands


def level(hands: Hands) -> bool:
    """Passes one lead, the least urgent, from who has most to who has two less; whether one could."""
    for giver in sorted(hands, key=lambda person: -len(hands[person])):
        for taker in sorted(hands, key=lambda person: len(hands[person])):
            if len(hands[giver]) - len(hands[taker]) < 2:
                break
            lead = next((one for one in reversed(hands[giver]) if taker not in one.barred), None)
            if lead is not None:
                hands[giver].remove(lead)
                hands[taker] = in_order([*hands[taker], lead])
                return True
    return False
