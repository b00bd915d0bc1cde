"""What the measures are made of, counted from the rows themselves (rules.md §6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial

from app import clock
from app.rules.measures import dictionary as of
from app.rules.measures.periods import Period
from app.services.measures import call_counts, deal_counts, leads, speed
from app.services.measures.cutting import COMPANY, GROUP, PERSON, SOURCE, TEAM, Cut
from app.services.measures.questions import Asks, answer, question
from app.services.measures.stretches import Counts, Found, Stretch, once_each

Part = Callable[[Stretch, Cut], list[Found]]
Together = Callable[[Stretch, Cut], tuple[list[Found], list[Counts]]]


def ask(asks: Asks) -> Part:
    """The part of who only has to ask the database."""
    return lambda stretch, cut: answer(stretch, question(asks, stretch, cut, clock.today()))


PARTS: dict[Part, tuple[str, ...]] = {
    call_counts.calls: (of.CALLS, of.CONNECTED, of.REACHED, of.ADDED, of.UNITS),
    call_counts.asked: (of.DIAL_GOAL,),
    (amounts := ask(deal_counts.amounts)): (of.FEN,),
    (deals := ask(deal_counts.deals)): (of.SHARES, of.FIRSTS),
    (customers := ask(deal_counts.customers)): (of.CUSTOMERS,),
    (back := ask(deal_counts.back)): (of.RETURNED,),
    ask(deal_counts.answers): (of.ANSWERS, of.PLEASED),
    speed.speed: (of.SPEED,),
    (uncalled := ask(leads.uncalled)): (of.UNCALLED,),
    (follow_ups := ask(leads.follow_ups)): (of.DUE, of.IN_TIME),
    (handed_out := ask(leads.handed_out)): (of.HANDED,),
    (wasted := ask(leads.wasted)): (of.WASTED,),
    (received := ask(leads.received)): (of.RECEIVED, of.WON),
    (complaints := ask(leads.complaints)): (of.COMPLAINTS,),
}
"""Who counts what."""
PEOPLE = (PERSON, GROUP, TEAM)
ADD_UP: dict[Part, tuple[str, ...]] = {
    call_counts.asked: PEOPLE,
    amounts: (*PEOPLE, SOURCE),
    deals: (*PEOPLE, SOURCE),
    uncalled: (*PEOPLE, SOURCE),
    follow_ups: (*PEOPLE, SOURCE),
    handed_out: (*PEOPLE, SOURCE),
    wasted: (*PEOPLE, SOURCE),
    received: (SOURCE,),
    complaints: (*PEOPLE, SOURCE),
}
"""By what they are counted so that each row is one line's: all together are the sum of the lines."""


def both(part: Part, stretch: Stretch, cut: Cut) -> tuple[list[Found], list[Counts]]:
    """Lines of the part, and all of them together."""
    lines = part(stretch, cut)
    if cut.by in ADD_UP.get(part, ()):
        return lines, [added(one, PARTS[part]) for one in lines]
    company = Cut(COMPANY, cut.within, cut.source)
    return lines, [one.get(0, {}) for one in part(stretch, company)]


def added(lines: Found, names: Iterable[str]) -> Counts:
    known = {name: [one[name] for one in lines.values() if name in one] for name in names}
    return {name: sum(some) for name, some in known.items() if some}


def told(part: Part, asks: Asks) -> Together:
    """Both, where each line can tell what it adds to the whole. Within a place the share that tells
    may be that of somebody from elsewhere."""

    def found(stretch: Stretch, cut: Cut) -> tuple[list[Found], list[Counts]]:
        if cut.within is not None:
            return both(part, stretch, cut)
        lines = ask(asks)(stretch, cut)
        return lines, [once_each(one, PARTS[part]) for one in lines]

    return found


TOGETHER: dict[Part, Together] = {
    call_counts.calls: call_counts.with_whole,
    speed.speed: speed.speeds,
    customers: told(customers, deal_counts.customers_of_all),
    back: told(back, deal_counts.back_of_all),
}
"""Who knows the whole as soon as he knows the lines."""


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
    wanted = None if needs is None else set(needs)
    for part, names in PARTS.items():
        if wanted is None or wanted.intersection(names):
            put(found, part(stretch, cut))
    return found


def put(found: list[Found], lines: list[Found]) -> None:
    for period, said in zip(found, lines, strict=True):
        for key, counted in said.items():
            period[key] |= counted


def with_whole(stretch: Stretch, cut: Cut) -> tuple[list[Found], list[Counts]]:
    """The counts of each period, and those of all its lines together: sums where lines add up, and
    counted again where somebody or something may stand in two of them."""
    found: list[Found] = [defaultdict(dict) for _ in stretch.periods]
    sums: list[Counts] = [{} for _ in stretch.periods]
    for part in PARTS:
        lines, together = TOGETHER.get(part, partial(both, part))(stretch, cut)
        put(found, lines)
        for all_of_them, some in zip(sums, together, strict=True):
            all_of_them |= some
    return found, sums
