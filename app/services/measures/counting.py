"""What the measures are made of, counted from the rows themselves (rules.md §6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from app import clock
from app.rules.measures import dictionary as of
from app.rules.measures.periods import Period
from app.services.measures import call_counts, deal_counts, leads, speed
from app.services.measures.cutting import COMPANY, PEOPLE, SOURCE, Cut
from app.services.measures.questions import Asks, answers, question
from app.services.measures.stretches import Counts, Found, Stretch, once_each

Part = Callable[[Stretch, Cut], list[Found]]
Together = Callable[[Stretch, Cut], tuple[list[Found], list[Counts]]]

ASKED: dict[Asks, tuple[str, ...]] = {
    deal_counts.amounts: (of.FEN,),
    deal_counts.deals: (of.SHARES, of.FIRSTS),
    deal_counts.customers: (of.CUSTOMERS,),
    deal_counts.back: (of.RETURNED,),
    deal_counts.answers: (of.ANSWERS, of.PLEASED),
    leads.uncalled: (of.UNCALLED,),
    leads.follow_ups: (of.DUE, of.IN_TIME),
    leads.handed_out: (of.HANDED,),
    leads.wasted: (of.WASTED,),
    leads.received: (of.RECEIVED, of.WON),
    leads.complaints: (of.COMPLAINTS,),
}
"""What is counted by who only has to ask the database."""
PARTS: dict[Part, tuple[str, ...]] = {
    call_counts.calls: (of.CALLS, of.CONNECTED, of.REACHED, of.ADDED, of.UNITS),
    call_counts.asked: (of.DIAL_GOAL,),
    speed.speed: (of.SPEED,),
}
"""What is counted by the others."""
ADD_UP: dict[Asks, tuple[str, ...]] = {
    deal_counts.amounts: (*PEOPLE, SOURCE),
    deal_counts.deals: (*PEOPLE, SOURCE),
    leads.uncalled: (*PEOPLE, SOURCE),
    leads.follow_ups: (*PEOPLE, SOURCE),
    leads.handed_out: (*PEOPLE, SOURCE),
    leads.wasted: (*PEOPLE, SOURCE),
    leads.received: (SOURCE,),
    leads.complaints: (*PEOPLE, SOURCE),
}
"""By what they are counted so that each row is one line's: all together are the sum of the lines."""
TOLD: dict[Asks, Asks] = {
    deal_counts.customers: deal_counts.customers_of_all,
    deal_counts.back: deal_counts.back_of_all,
}
"""Where each line can tell what it adds to the whole. Within a place it can't: the share that tells
may be that of somebody from elsewhere."""
TOGETHER: dict[Part, Together] = {
    call_counts.calls: call_counts.with_whole,
    call_counts.asked: call_counts.asked_with_whole,
    speed.speed: speed.speeds,
}
"""How the others know the whole as soon as they know the lines."""


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
    asked = [(asks, cut) for asks, names in ASKED.items() if is_wanted(names, wanted)]
    for lines in ask(asked, stretch):
        put(found, lines)
    for part, names in PARTS.items():
        if is_wanted(names, wanted):
            put(found, part(stretch, cut))
    return found


def is_wanted(names: Iterable[str], wanted: set[str] | None) -> bool:
    return wanted is None or not wanted.isdisjoint(names)


def ask(asked: Iterable[tuple[Asks, Cut]], stretch: Stretch) -> list[list[Found]]:
    today = clock.today()
    return answers(stretch, [question(asks, stretch, cut, today) for asks, cut in asked])


def put(found: list[Found], lines: list[Found]) -> None:
    for period, said in zip(found, lines, strict=True):
        for key, counted in said.items():
            period[key] |= counted


def with_whole(stretch: Stretch, cut: Cut) -> tuple[list[Found], list[Counts]]:
    """The counts of each period, and those of all its lines together: sums where lines add up, and
    counted again where somebody or something may stand in two of them."""
    found: list[Found] = [defaultdict(dict) for _ in stretch.periods]
    sums: list[Counts] = [{} for _ in stretch.periods]
    for lines, together in (
        *asked_with_whole(stretch, cut),
        *(part(stretch, cut) for part in TOGETHER.values()),
    ):
        put(found, lines)
        for all_of_them, some in zip(sums, together, strict=True):
            all_of_them |= some
    return found, sums


def asked_with_whole(stretch: Stretch, cut: Cut) -> list[tuple[list[Found], list[Counts]]]:
    """What only the database has to be asked for: lines, and all of them together."""
    telling = TOLD if cut.within is None else {}
    company = Cut(COMPANY, cut.within, cut.source)
    again = [one for one in ASKED if one not in telling and cut.by not in ADD_UP.get(one, ())]
    lines_of = [(telling.get(one, one), cut) for one in ASKED]
    answered = ask([*lines_of, *((one, company) for one in again)], stretch)
    lines, whole = answered[: len(ASKED)], dict(zip(again, answered[len(ASKED) :], strict=True))
    return [
        (mine, [one.get(0, {}) for one in whole[asks]])
        if asks in whole
        else (mine, [(once_each if asks in telling else added)(one, names) for one in mine])
        for (asks, names), mine in zip(ASKED.items(), lines, strict=True)
    ]


def added(lines: Found, names: Iterable[str]) -> Counts:
    known = {name: [one[name] for one in lines.values() if name in one] for name in names}
    return {name: sum(some) for name, some in known.items() if some}
