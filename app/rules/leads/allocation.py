from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.rules.leads.turns import Line, Place, Queue, Rep, Sources, Waiting
from app.rules.why import Why

__all__ = ["HandOut", "Rep", "Run", "Waiting", "claim", "opening_carry", "run"]


@dataclass(frozen=True, slots=True)
class HandOut:
    lead: int
    rep: int
    source: str
    why: Why


@dataclass(frozen=True, slots=True)
class Run:
    """Hand-outs in their order, everybody's carry afterwards, and how many leads still wait."""

    hand_outs: tuple[HandOut, ...]
    carry: dict[int, Fraction]
    left: int


def run(waiting: Sequence[Waiting], reps: Sequence[Rep], most: int | None = None) -> Run:
    """Hands out waiting precise leads fairly; at most `most` of them (rules.md §2.2).

    `waiting` are the leads due at the run's instant, `reps` the eligible people of the run; the
    order of neither matters. Sources take turns in proportion, each lead goes to the rep furthest
    behind his share. A lead that everybody with entitlement left is barred from goes on waiting.
    """
    sources, line = Sources(waiting), Line(reps)
    wanted = min(len(waiting), line.total, len(waiting) if most is None else most)
    hand_outs = tuple(hand_outs_of(sources, line, wanted))
    return Run(hand_outs, carry_after(reps, hand_outs), len(waiting) - len(hand_outs))


def claim(waiting: Sequence[Waiting], rep: Rep) -> Run:
    """A claim: a run with n = 1 for whoever presses (rules.md §2.2). The carry stays as it was."""
    return run(waiting, [rep], most=1)


def opening_carry(carry: Fraction | None, of_day: date | None, day: date) -> Fraction:
    """The carry somebody starts `day` with, given the last one and the day it is of: 0 for a
    newcomer and on the first run of a month, else untouched, also by days of absence
    (rules.md §2.2)."""
    if carry is None or of_day is None:
        return Fraction(0)
    return carry if (of_day.year, of_day.month) == (day.year, day.month) else Fraction(0)


def hand_outs_of(sources: Sources, line: Line, wanted: int) -> Iterator[HandOut]:
    for k in range(1, wanted + 1):
        hand_out = next_one(sources, line, k)
        if hand_out is None:
            return
        yield hand_out


def next_one(sources: Sources, line: Line, k: int) -> HandOut | None:
    """The k-th hand-out. A lead that nobody in the line may take is set aside for this run."""
    while (queue := sources.turn(k)) is not None:
        lead = queue.leads.popleft()
        place, due, tie = line.turn(k, queue.source, lead.barred)
        if place is None:
            continue
        numbers = {"k": k, "due": two_decimals(due, line.one), "tie": tie}
        why = Why("hand_out", reason(sources, line, queue, place) | numbers)
        queue.gone += 1
        line.give(place, queue.source)
        return HandOut(lead.lead, place.rep.number, queue.source, why)
    return None


def reason(sources: Sources, line: Line, queue: Queue, place: Place) -> dict[str, object]:
    """The numbers that a hand-out rests on, as they are before it."""
    return {
        "source": queue.source,
        "of_source": queue.size,
        "waiting": sources.total,
        "entitlement": place.rep.entitlement,
        "total": line.total,
        "carry": str(place.rep.carry),
        "got": place.got,
    }


def carry_after(reps: Sequence[Rep], hand_outs: Sequence[HandOut]) -> dict[int, Fraction]:
    """Carry += n·e ÷ E − got, for everybody of the run."""
    got = Counter(hand_out.rep for hand_out in hand_outs)
    share = Fraction(len(hand_outs), sum(rep.entitlement for rep in reps) or 1)
    return {rep.number: rep.carry + share * rep.entitlement - got[rep.number] for rep in reps}


def two_decimals(part: int, whole: int) -> str:
    """Exact part ÷ whole as text with two decimals, for reading only."""
    hundredths = (200 * part + whole) // (2 * whole)
    return f"{hundredths / 100:.2f}"
