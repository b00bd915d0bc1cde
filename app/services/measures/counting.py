"""What the measures are made of, counted from the rows themselves (rules.md §6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from app.rules.measures import dictionary as of
from app.rules.measures.periods import Period
from app.services.measures import call_counts, deal_counts, leads
from app.services.measures.cutting import COMPANY, GROUP, PERSON, SOURCE, TEAM, Cut
from app.services.measures.stretches import Found, Stretch

Part = Callable[[Stretch, Cut], list[Found]]
PARTS: dict[Part, tuple[str, ...]] = {
    call_counts.calls: (of.CALLS, of.CONNECTED, of.REACHED, of.ADDED, of.UNITS),
    call_counts.asked: (of.DIAL_GOAL,),
    deal_counts.amounts: (of.FEN,),
    deal_counts.deals: (of.SHARES, of.FIRSTS),
    deal_counts.customers: (of.CUSTOMERS,),
    deal_counts.back: (of.RETURNED,),
    deal_counts.answers: (of.ANSWERS, of.PLEASED),
    leads.speed: (of.SPEED,),
    leads.uncalled: (of.UNCALLED,),
    leads.follow_ups: (of.DUE, of.IN_TIME),
    leads.handed_out: (of.HANDED, of.WASTED),
    leads.received: (of.RECEIVED, of.WON),
    leads.complaints: (of.COMPLAINTS,),
}
"""Who counts what."""
PEOPLE = (PERSON, GROUP, TEAM)
ADD_UP: dict[Part, tuple[str, ...]] = {
    call_counts.asked: PEOPLE,
    deal_counts.amounts: (*PEOPLE, SOURCE),
    deal_counts.deals: (*PEOPLE, SOURCE),
    leads.uncalled: (*PEOPLE, SOURCE),
    leads.follow_ups: (*PEOPLE, SOURCE),
    leads.handed_out: (*PEOPLE, SOURCE),
    leads.received: (SOURCE,),
    leads.complaints: (*PEOPLE, SOURCE),
}
"""By what they are counted so that each row is one line's: all together are the sum of the lines."""


def counts(period: Period, cut: Cut, needs: Iterable[str] | None = None) -> Found:
    """The counts of a period by the cut's key, exact; who has none is not there. All of them, or
    those of the parts in which what is needed is counted."""
    return each(Stretch.of(period), cut, needs)[0]


def of_measures(codes: Iterable[str], period: Period, cut: Cut) -> Found:
    """By the cut's key what these measures are made of, and nothing that they don't need."""
    return counts(period, cut, [name for code in codes for name in of.MEASURES[code].needs])


def each(stretch: Stretch, cut: Cut, needs: Iterable[str] | None = None) -> list[Found]:
    """The same of each period."""
    found: list[Found] = [defaultdict(dict) for _ in stretch.periods]
    for part in parts_of(needs):
        for period, said in zip(found, part(stretch, cut), strict=True):
            for key, counted in said.items():
                period[key] |= counted
    return found


def whole(stretch: Stretch, cut: Cut, lines: Sequence[Found]) -> list[dict[str, Fraction]]:
    """The counts of all these lines together, of each period: sums where they are sums, and counted
    again where somebody or something may stand in two of them."""
    found: list[dict[str, Fraction]] = [{} for _ in lines]
    for part, names in PARTS.items():
        if cut.by in ADD_UP.get(part, ()):
            sums = [added(one, names) for one in lines]
        else:
            again = part(stretch, Cut(COMPANY, cut.within))
            sums = [one.get(0, {}) for one in again]
        for period, said in zip(found, sums, strict=True):
            period |= said
    return found


def added(lines: Found, names: Iterable[str]) -> dict[str, Fraction]:
    known = {name: [one[name] for one in lines.values() if name in one] for name in names}
    return {name: sum(some, Fraction(0)) for name, some in known.items() if some}


def parts_of(needs: Iterable[str] | None) -> list[Part]:
    wanted = None if needs is None else set(needs)
    return [one for one, names in PARTS.items() if wanted is None or wanted.intersection(names)]
