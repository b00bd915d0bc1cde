"""What customers paid, signed, bought again and said of it, of each period (rules.md §6)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, exists, func
from sqlalchemy.orm import aliased

from app.models import CountedShare, DealCredit, DealStanding, Survey
from app.rules.deals.shares import WHOLE_BP
from app.rules.measures import dictionary as of
from app.rules.measures.periods import Period
from app.services.measures.cutting import COMPANY, PERSON, RATED, RECEIVED, SOLD, Cut, keyed
from app.services.measures.questions import Question, in_one, of_each, within
from app.services.measures.stretches import ONCE, Stretch, running

PLEASED_FROM = 4
LEADS = func.count(CountedShare.lead_id.distinct())
FURTHER: Any = aliased(DealStanding)
IS_FURTHER = and_(FURTHER.lead_id == CountedShare.lead_id, ~FURTHER.leads_first)


def amounts(stretch: Stretch, cut: Cut) -> Question:
    """What came in less what was refunded of it, in fen, by share (rules.md §6)."""
    query, key = keyed(RECEIVED, cut)
    counts = [whole(func.sum(DealCredit.fen))]
    return Question(in_one(stretch, query, key, counts, DealCredit.day), (of.FEN,))


def deals(stretch: Stretch, cut: Cut) -> Question:
    """Deals that count in the period, by share, and those among them that made a customer."""
    query, key = keyed(SOLD, cut)
    first = func.sum(CountedShare.share_bp).filter(CountedShare.leads_first)
    counts = [whole(func.sum(CountedShare.share_bp)), whole(func.coalesce(first, 0))]
    selects = of_each(stretch, query, key, counts, within(CountedShare.day))
    return Question(selects, (of.SHARES, of.FIRSTS), WHOLE_BP)


def customers(stretch: Stretch, cut: Cut) -> Question:
    """Customers there were when the period began, for who shared their first deal: those who became
    one in any period before (rules.md §6, repurchase rate)."""
    return Question(known(stretch, cut, [each_once(cut)]), (of.CUSTOMERS,), then=running)


def customers_of_all(stretch: Stretch, cut: Cut) -> Question:
    """The same, and how many of each line's count for all lines together."""
    selects = known(stretch, cut, [each_once(cut), func.count().filter(CountedShare.once)])
    return Question(selects, (of.CUSTOMERS, of.CUSTOMERS + ONCE), then=running)


def each_once(cut: Cut) -> Any:
    """Each customer once: his first deal is one, and in it somebody has one share."""
    if cut == Cut(COMPANY):
        return func.count().filter(CountedShare.once)
    return func.count() if cut.by == PERSON else LEADS


def known(stretch: Stretch, cut: Cut, counts: Sequence[Any]) -> list[Select[Any]]:
    """First deals: all from before the first of these periods, and those of each but the last."""
    query, key = keyed(SOLD, cut)
    before = stretch.earlier()

    def then(days: Period) -> ColumnElement[bool]:
        if days == before.periods[0]:
            return CountedShare.day <= days.last
        return CountedShare.day.between(days.first, days.last)

    return of_each(before, query.where(CountedShare.leads_first), key, counts, then)


def back(stretch: Stretch, cut: Cut) -> Question:
    """Those of the customers there were with a further deal that counts in the period."""
    return Question(come_back(stretch, cut, [LEADS]), (of.RETURNED,))


def back_of_all(stretch: Stretch, cut: Cut) -> Question:
    """The same, and how many of each line's count for all lines together."""
    selects = come_back(stretch, cut, [LEADS, LEADS.filter(CountedShare.once)])
    return Question(selects, (of.RETURNED, of.RETURNED + ONCE))


def come_back(stretch: Stretch, cut: Cut, counts: Sequence[Any]) -> list[Select[Any]]:
    query, key = keyed(SOLD, cut)
    query = query.join(FURTHER, IS_FURTHER).where(CountedShare.leads_first)
    query = query.where(CountedShare.day < stretch.begin_of(FURTHER.counted_on))
    return in_one(stretch, query, key, counts, FURTHER.counted_on)


def returned(period: Period) -> ColumnElement[bool]:
    """Whether the customer of a deal has another that counts in the period."""
    counts = FURTHER.counted_on.between(period.first, period.last)
    return exists().where(IS_FURTHER, counts)


def answers(stretch: Stretch, cut: Cut) -> Question:
    """Customers' answers, for everybody with a share in the deal, and once for them together; pleased
    is 4 or 5 of 5 (rules.md §6, satisfaction)."""
    query, key = keyed(RATED, cut)
    all_of_them = func.count(Survey.id.distinct())
    counts = [all_of_them, all_of_them.filter(Survey.score >= PLEASED_FROM)]
    selects = in_one(stretch, query, key, counts, Survey.answered_on)
    return Question(selects, (of.ANSWERS, of.PLEASED))


def whole(total: Any) -> Any:
    """A sum of whole numbers as one: PostgreSQL makes decimals of large ones."""
    return cast(total, BigInteger)
