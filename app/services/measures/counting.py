"""What the measures are made of, counted from the rows themselves (rules.md §6)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, exists, func, literal, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import DealCredit, DealShare, DealStanding, Survey
from app.rules.deals.shares import WHOLE_BP
from app.rules.defaults import DEFAULTS
from app.rules.measures import dictionary as of
from app.rules.measures.periods import ONE_DAY, Period
from app.rules.measures.workload import KEYS, Weights
from app.services import settings
from app.services.measures import attending, leads, rolled
from app.services.measures.cutting import COMPANY, PERSON, RATED, RECEIVED, SOLD, SOURCE, Cut, keyed

Found = dict[int | None, dict[str, Fraction]]
PLEASED_FROM = 4


def counts(period: Period, cut: Cut, before: Found | None = None) -> Found:
    """All counts of a period by the cut's key, exact; who has none is not there. `before`: those of
    the period before it, where they are known."""
    found: Found = defaultdict(dict)
    for said in (customers(period, cut, before), *(part(period, cut) for part in PARTS)):
        for key, counted in said.items():
            found[key] |= counted
    return found


def whole(period: Period, cut: Cut, lines: Found, before: Found | None = None) -> Found:
    """The counts of all these lines together, key 0: sums where they are sums, and counted again
    where somebody or something may stand in two of them."""
    together = Cut(COMPANY, cut.within)
    found: Found = {0: dict(customers(period, together, before).get(0, {}))}
    for part in PARTS:
        names = () if cut.by == SOURCE else SUMS.get(part, ())
        found[0] |= {} if names else part(period, together).get(0, {})
        for name in names:
            amounts = [one[name] for one in lines.values() if name in one]
            found[0] |= {name: sum(amounts, Fraction(0))} if amounts else {}
    return found


def calls(period: Period, cut: Cut) -> Found:
    """Calls and connected ones, out; different leads connected in either direction; contacts added:
    leads that said so in a call of the period for the first time in it; and units of workload."""
    found = rolled.tallies(period, cut)
    units = workload(period, cut, found)
    return {
        key: {name: Fraction(n) for name, n in one.items()} | {of.UNITS: Fraction(units[key])}
        for key, one in found.items()
    }


def workload(period: Period, cut: Cut, found: rolled.Tallies) -> Counter[int | None]:
    """Units as the weights were on each day (rules.md §6)."""
    units: Counter[int | None] = Counter()
    for first, last, weights in weighed(period):
        part = Period(period.kind, first, last)
        tallies = found if part == period else rolled.tallies(part, cut)
        for key, one in tallies.items():
            missed = one[of.CALLS] - one[of.CONNECTED]
            units[key] += weights.units(one[of.CONNECTED], missed, one[of.CAME_IN])
    return units


def customers(period: Period, cut: Cut, before: Found | None = None) -> Found:
    """Customers there were when the period began, for who shared their first deal: one by one, or
    those of the period before and who became one in it (rules.md §6, repurchase rate)."""
    query, key = keyed(SOLD, cut)
    query = known(query, key, cut).where(DealStanding.leads_first)
    if before is None:
        return named(query.where(DealStanding.counted_on < period.first), (of.CUSTOMERS,))
    earlier = period.before()
    became = named(
        query.where(DealStanding.counted_on.between(earlier.first, earlier.last)), (of.CUSTOMERS,)
    )
    totals: Counter[int | None] = Counter()
    for found in (before, became):
        totals.update(
            {one: int(said[of.CUSTOMERS]) for one, said in found.items() if of.CUSTOMERS in said}
        )
    return {one: {of.CUSTOMERS: Fraction(total)} for one, total in totals.items()}


def back(period: Period, cut: Cut) -> Found:
    """Those of the customers there were with a further deal that counts in the period."""
    query, key = keyed(SOLD, cut)
    further = select(DealStanding.lead_id)
    further = further.where(DealStanding.counted_on.between(period.first, period.last))
    query = query.where(DealStanding.lead_id.in_(further), returned(period))
    query = query.where(DealStanding.leads_first, DealStanding.counted_on < period.first)
    return named(added_up(query, key), (of.RETURNED,))


def known(query: Select[Any], key: Any, cut: Cut) -> Select[Any]:
    """Each customer once: his first deal is one, and in it somebody has one share."""
    if cut == Cut(COMPANY):
        whole = select(literal(0), func.count()).select_from(DealStanding)
        return cast("Select[Any]", whole.having(func.count() > 0))
    if cut.by == PERSON:
        return query.add_columns(func.count()).group_by(key)
    return added_up(query, key)


def added_up(query: Select[Any], key: Any) -> Select[Any]:
    return query.add_columns(func.count(DealStanding.lead_id.distinct())).group_by(key)


def returned(period: Period) -> ColumnElement[bool]:
    """Whether the customer of a deal has another that counts in the period."""
    further = aliased(DealStanding)
    return exists().where(
        further.lead_id == DealStanding.lead_id,
        further.deal_id != DealStanding.deal_id,
        further.counted_on.between(period.first, period.last),
    )


def answers(period: Period, cut: Cut) -> Found:
    """Customers' answers, for everybody with a share in the deal, and once for them together; pleased
    is 4 or 5 of 5 (rules.md §6, satisfaction)."""
    query, key = keyed(RATED, cut)
    all_of_them = func.count(Survey.id.distinct())
    query = query.where(Survey.answered_on.between(period.first, period.last))
    pleased = all_of_them.filter(Survey.score >= PLEASED_FROM)
    return named(query.add_columns(all_of_them, pleased).group_by(key), (of.ANSWERS, of.PLEASED))


def asked(period: Period, cut: Cut) -> Found:
    """How many calls were to be made; nobody is asked for calls of one source."""
    if cut.by == SOURCE or cut.source is not None:
        return {}
    goals = attending.goals(period, cut.by, cut.within)
    return {key: {of.DIAL_GOAL: calls} for key, calls in goals.items()}


def weighed(period: Period) -> Iterable[tuple[date, date, Weights]]:
    """The parts of a period with what a call weighed in each."""
    history = settings.history(KEYS)
    changes = [day for day, _ in history if period.first < day <= period.last]
    firsts = [period.first, *changes]
    lasts = [*(day - ONE_DAY for day in changes), period.last]
    for first, last in zip(firsts, lasts, strict=True):
        said = [values for since, values in history if since <= first]
        yield first, last, Weights.of(said[-1]) if said else Weights.of(DEFAULTS)


def amounts(period: Period, cut: Cut) -> Found:
    """What came in less what was refunded of it, in fen, by share (rules.md §6)."""
    query, key = keyed(RECEIVED, cut)
    query = query.where(DealCredit.day.between(period.first, period.last))
    return named(query.add_columns(func.sum(DealCredit.fen)).group_by(key), (of.FEN,))


def deals(period: Period, cut: Cut) -> Found:
    """Deals that count in the period, by share, and those among them that made a customer."""
    query, key = keyed(SOLD, cut)
    first = func.coalesce(func.sum(DealShare.share_bp).filter(DealStanding.leads_first), 0)
    query = query.where(DealStanding.counted_on.between(period.first, period.last))
    query = query.add_columns(func.sum(DealShare.share_bp), first).group_by(key)
    return named(query, (of.SHARES, of.FIRSTS), WHOLE_BP)


def named(query: Select[Any], names: tuple[str, ...], per: int = 1) -> Found:
    return {
        key: {name: Fraction(int(n), per) for name, n in zip(names, numbers, strict=True)}
        for key, *numbers in db.session.execute(query)
    }


Part = Callable[[Period, Cut], Found]
PARTS: tuple[Part, ...] = (
    calls,
    amounts,
    deals,
    back,
    answers,
    asked,
    *leads.COUNTS,
)
SUMS: dict[Part, tuple[str, ...]] = {
    amounts: (of.FEN,),
    deals: (of.SHARES, of.FIRSTS),
    asked: (of.DIAL_GOAL,),
}
"""Parts whose counts of all together are the sums of the lines."""
