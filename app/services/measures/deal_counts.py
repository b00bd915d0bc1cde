"""What customers paid, signed, bought again and said of it, of each period (rules.md §6)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, select
from sqlalchemy.orm import aliased

from app.models import DealCredit, DealShare, DealStanding, Survey
from app.rules.deals.shares import WHOLE_BP
from app.rules.measures import dictionary as of
from app.rules.measures.periods import Period
from app.services.measures.cutting import COMPANY, PERSON, RATED, RECEIVED, SOLD, Cut, keyed
from app.services.measures.stretches import Found, Stretch, running, told

PLEASED_FROM = 4
LEADS = func.count(DealStanding.lead_id.distinct())
FURTHER: Any = aliased(DealStanding)
IS_ANOTHER = and_(FURTHER.lead_id == DealStanding.lead_id, FURTHER.deal_id != DealStanding.deal_id)


def amounts(stretch: Stretch, cut: Cut) -> list[Found]:
    """What came in less what was refunded of it, in fen, by share (rules.md §6)."""
    query, key = keyed(RECEIVED, cut)
    nth = stretch.nth(DealCredit.day)
    query = query.where(stretch.has(DealCredit.day)).group_by(key, nth)
    return told(stretch, query.add_columns(nth, func.sum(DealCredit.fen)), (of.FEN,))


def deals(stretch: Stretch, cut: Cut) -> list[Found]:
    """Deals that count in the period, by share, and those among them that made a customer."""
    query, key = keyed(SOLD, cut)
    nth = stretch.nth(DealStanding.counted_on)
    first = func.coalesce(func.sum(DealShare.share_bp).filter(DealStanding.leads_first), 0)
    query = query.where(stretch.has(DealStanding.counted_on)).group_by(key, nth)
    query = query.add_columns(nth, func.sum(DealShare.share_bp), first)
    return told(stretch, query, (of.SHARES, of.FIRSTS), WHOLE_BP)


def customers(stretch: Stretch, cut: Cut) -> list[Found]:
    """Customers there were when the period began, for who shared their first deal: those who became
    one in any period before (rules.md §6, repurchase rate)."""
    before = stretch.earlier()
    nth = before.nth(DealStanding.counted_on)
    query = known(cut, nth).where(DealStanding.leads_first, DealStanding.counted_on <= before.last)
    return running(told(before, query, (of.CUSTOMERS,)))


def known(cut: Cut, nth: Any) -> Select[Any]:
    """Each customer once: his first deal is one, and in it somebody has one share."""
    if cut == Cut(COMPANY):
        all_of_them = select(literal_column("0"), nth, func.count()).select_from(DealStanding)
        return all_of_them.group_by(nth)
    query, key = keyed(SOLD, cut)
    many = func.count() if cut.by == PERSON else LEADS
    return query.add_columns(nth, many).group_by(key, nth)


def back(stretch: Stretch, cut: Cut) -> list[Found]:
    """Those of the customers there were with a further deal that counts in the period."""
    query, key = keyed(SOLD, cut)
    nth, begin = stretch.nth(FURTHER.counted_on), stretch.begin_of(FURTHER.counted_on)
    query = query.join(FURTHER, IS_ANOTHER).where(stretch.has(FURTHER.counted_on))
    query = query.where(DealStanding.leads_first, DealStanding.counted_on < begin)
    return told(stretch, query.add_columns(nth, LEADS).group_by(key, nth), (of.RETURNED,))


def returned(period: Period) -> ColumnElement[bool]:
    """Whether the customer of a deal has another that counts in the period."""
    counts = FURTHER.counted_on.between(period.first, period.last)
    return exists().where(IS_ANOTHER, counts)


def answers(stretch: Stretch, cut: Cut) -> list[Found]:
    """Customers' answers, for everybody with a share in the deal, and once for them together; pleased
    is 4 or 5 of 5 (rules.md §6, satisfaction)."""
    query, key = keyed(RATED, cut)
    nth, all_of_them = stretch.nth(Survey.answered_on), func.count(Survey.id.distinct())
    pleased = all_of_them.filter(Survey.score >= PLEASED_FROM)
    query = query.where(stretch.has(Survey.answered_on)).group_by(key, nth)
    return told(stretch, query.add_columns(nth, all_of_them, pleased), (of.ANSWERS, of.PLEASED))
