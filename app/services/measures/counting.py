"""What the measures are made of, counted from the rows themselves (rules.md §6)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import Call, DealCredit, DealShare, DealStanding, Survey
from app.models.counted import ADDED, ANSWERED, COUNTS, DIAL, INCOMING
from app.rules.deals.shares import WHOLE_BP
from app.rules.measures import dictionary as of
from app.rules.measures.periods import Period
from app.rules.measures.workload import KEYS, Weights
from app.services import settings
from app.services.measures import attending, leads
from app.services.measures.cutting import CALLED, RATED, RECEIVED, SOLD, SOURCE, Cut, keyed

Found = dict[int | None, dict[str, Fraction]]
PLEASED_FROM = 4


def counts(period: Period, cut: Cut) -> Found:
    """All counts of a period by the cut's key, exact; who has none is not there."""
    found: Found = defaultdict(dict)
    for part in (
        calls(period, cut),
        workload(period, cut),
        amounts(period, cut),
        deals(period, cut),
        customers(period, cut),
        answers(period, cut),
        asked(period, cut),
        *(count(period, cut) for count in leads.COUNTS),
    ):
        for key, said in part.items():
            found[key] |= said
    return found


def calls(period: Period, cut: Cut) -> Found:
    """Calls and connected ones, out; different leads connected in either direction; contacts added:
    leads that said so in a call of the period for the first time in it."""
    query, key = keyed(CALLED, cut)
    columns = {
        of.CALLS: func.count().filter(DIAL),
        of.CONNECTED: func.count().filter(ANSWERED),
        of.REACHED: func.count(Call.lead_id.distinct()).filter(Call.connected),
        of.ADDED: func.count(Call.lead_id.distinct()).filter(ADDED),
    }
    query = query.where(COUNTS, Call.day.between(period.first, period.last))
    return named(query.add_columns(*columns.values()).group_by(key), tuple(columns))


def workload(period: Period, cut: Cut) -> Found:
    """Units as the weights were on each day (rules.md §6)."""
    found: Found = defaultdict(lambda: {of.UNITS: Fraction(0)})
    for first, last, weights in weighed(period):
        query, key = keyed(CALLED, cut)
        columns = (
            func.count().filter(ANSWERED),
            func.count().filter(DIAL, ~Call.connected),
            func.count().filter(INCOMING, Call.connected),
        )
        query = query.where(COUNTS, Call.day.between(first, last))
        for number, *kinds in db.session.execute(query.add_columns(*columns).group_by(key)):
            found[number][of.UNITS] += weights.units(*kinds)
    return found


def customers(period: Period, cut: Cut) -> Found:
    """Customers there were when the period began, for who shared their first deal, and those of them
    with a further deal that counts in it (rules.md §6, repurchase rate)."""
    query, key = keyed(SOLD, cut)
    leads = func.count(DealStanding.lead_id.distinct())
    query = query.where(DealStanding.leads_first, DealStanding.counted_on < period.first)
    query = query.add_columns(leads, leads.filter(returned(period))).group_by(key)
    return named(query, (of.CUSTOMERS, of.RETURNED))


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
    changes = [day for day, _ in settings.history(KEYS) if period.first < day <= period.last]
    firsts = [period.first, *changes]
    lasts = [*(day.fromordinal(day.toordinal() - 1) for day in changes), period.last]
    for first, last in zip(firsts, lasts, strict=True):
        yield first, last, Weights.of(settings.values(KEYS, first))


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
