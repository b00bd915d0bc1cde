"""Calls, what they reached and what they weigh, of each period (rules.md §6)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.rules.defaults import DEFAULTS
from app.rules.measures import dictionary as of
from app.rules.measures.dictionary import Count
from app.rules.measures.periods import ONE_DAY, Period
from app.rules.measures.workload import KEYS, Weights
from app.services import settings
from app.services.measures import attending, rolled
from app.services.measures.cutting import COMPANY, PEOPLE, SOURCE, Cut
from app.services.measures.stretches import Counts, Found, Stretch

History = Sequence[tuple[date, settings.Values]]
Weighed = tuple[date, date, Weights]


def calls(stretch: Stretch, cut: Cut) -> list[Found]:
    """Calls and connected ones, out; different leads connected in either direction; contacts added:
    leads that said so in a call of the period for the first time in it; and units of workload."""
    return weighed_lines(stretch, cut, rolled.tallies(stretch, cut))


def with_whole(stretch: Stretch, cut: Cut) -> tuple[list[Found], list[Counts]]:
    """The same, and all lines together: each call stands in one of them, a lead perhaps in two."""
    found, leads = rolled.with_whole(stretch, cut)
    lines = weighed_lines(stretch, cut, found)
    return lines, [{**summed(one), **some} for one, some in zip(lines, leads, strict=True)]


def summed(lines: Found) -> Counts:
    names = (of.CALLS, of.CONNECTED, of.CAME_IN, of.UNITS) if lines else ()
    return {name: sum(one[name] for one in lines.values()) for name in names}


def weighed_lines(stretch: Stretch, cut: Cut, found: list[rolled.Tallies]) -> list[Found]:
    units = workload(stretch, cut, found)
    return [
        {key: {**one, of.UNITS: weight[key]} for key, one in tallies.items()}
        for tallies, weight in zip(found, units, strict=True)
    ]


def workload(
    stretch: Stretch, cut: Cut, found: Sequence[rolled.Tallies]
) -> list[Counter[int | None]]:
    """Units as the weights were on each day (rules.md §6)."""
    history, units = settings.history(KEYS), []
    for period, tallies in zip(stretch.periods, found, strict=True):
        weight: Counter[int | None] = Counter()
        for first, last, weights in parts_of_weight(period, history):
            part = Period(period.kind, first, last)
            some = tallies if part == period else rolled.tallies(Stretch.of(part), cut, ())[0]
            for key, one in some.items():
                missed = one[of.CALLS] - one[of.CONNECTED]
                weight[key] += weights.units(one[of.CONNECTED], missed, one[of.CAME_IN])
        units.append(weight)
    return units


def asked(stretch: Stretch, cut: Cut) -> list[Found]:
    """How many calls were to be made; nobody is asked for calls of one source."""
    if cut.by == SOURCE or cut.source is not None:
        return [{} for _ in stretch.periods]
    each = attending.each_goals(stretch, cut.by, cut.within)
    return [{key: {of.DIAL_GOAL: calls} for key, calls in one.items()} for one in each]


def asked_with_whole(stretch: Stretch, cut: Cut) -> tuple[list[Found], list[Counts]]:
    """The same, and all lines together; whoever is asked belongs to one of them."""
    lines = asked(stretch, cut)
    if cut.by in PEOPLE:
        return lines, [{of.DIAL_GOAL: goals(one)} if one else {} for one in lines]
    company = asked(stretch, Cut(COMPANY, cut.within, cut.source))
    return lines, [one.get(0, {}) for one in company]


def goals(lines: Found) -> Count:
    return sum(one[of.DIAL_GOAL] for one in lines.values())


def weighed(period: Period) -> Iterable[Weighed]:
    """The parts of a period with what a call weighed in each."""
    return parts_of_weight(period, settings.history(KEYS))


def parts_of_weight(period: Period, history: History) -> Iterator[Weighed]:
    changes = [day for day, _ in history if period.first < day <= period.last]
    firsts = [period.first, *changes]
    lasts = [*(day - ONE_DAY for day in changes), period.last]
    for first, last in zip(firsts, lasts, strict=True):
        said = [values for since, values in history if since <= first]
        yield first, last, Weights.of(said[-1]) if said else Weights.of(DEFAULTS)
