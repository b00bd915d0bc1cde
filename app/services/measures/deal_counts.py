"""What customers paid, signed, bought again and said of it, of each period (rules.md §6)."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    cast,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import aliased

from app.models import DealCredit, DealShare, DealStanding, Survey
from app.rules.deals.shares import WHOLE_BP
from app.rules.measures import dictionary as of
from app.rules.measures.periods import Period
from app.services.measures.cutting import COMPANY, PERSON, RATED, RECEIVED, SOLD, Cut, keyed
from app.services.measures.questions import Question, in_one
from app.services.measures.stretches import Stretch, running

PLEASED_FROM = 4
LEADS = func.count(DealStanding.lead_id.distinct())
FURTHER: Any = aliased(DealStanding)
IS_ANOTHER = and_(FURTHER.lead_id == DealStanding.lead_id, FURTHER.deal_id != DealStanding.deal_id)


def amounts(stretch: Stretch, cut: Cut) -> Question:
    """What came in less what was refunded of it, in fen, by share (rules.md §6)."""
    query, key = keyed(RECEIVED, cut)
    counts = [whole(func.sum(DealCredit.fen))]
    return Question(in_one(stretch, query, key, counts, DealCredit.day), (of.FEN,))


def deals(stretch: Stretch, cut: Cut) -> Question:
    """Deals that count in the period, by share, and those among them that made a customer."""
    query, key = keyed(SOLD, cut)
    first = func.sum(DealShare.share_bp).filter(DealStanding.leads_first)
    counts = [whole(func.sum(DealShare.share_bp)), whole(func.coalesce(first, 0))]
    selects = in_one(stretch, query, key, counts, DealStanding.counted_on)
    return Question(selects, (of.SHARES, of.FIRSTS), WHOLE_BP)


def customers(stretch: Stretch, cut: Cut) -> Question:
    """Customers there were when the period began, for who shared their first deal: those who became
    one in any period before (rules.md §6, repurchase rate)."""
    before = stretch.earlier()
    nth = before.nth(DealStanding.counted_on)
    query = known(cut, nth).where(DealStanding.leads_first, DealStanding.counted_on <= before.last)
    return Question([query], (of.CUSTOMERS,), then=running)


def known(cut: Cut, nth: Any) -> Select[Any]:
    """Each customer once: his first deal is one, and in it somebody has one share."""
    if cut == Cut(COMPANY):
        all_of_them = select(literal_column("0"), nth, func.count()).select_from(DealStanding)
        return all_of_them.group_by(nth)
    query, key = keyed(SOLD, cut)
    many = func.count() if cut.by == PERSON else LEADS
    return query.add_columns(nth, many).group_by(key, nth)


def back(stretch: Stretch, cut: Cut) -> Question:
    """Those of the customers there were with a further deal that counts in the period."""
    query, key = keyed(SOLD, cut)
    query = query.join(FURTHER, IS_ANOTHER).where(DealStanding.leads_first)
    query = query.where(DealStanding.counted_on < stretch.begin_of(FURTHER.counted_on))
    return Question(in_one(stretch, query, key, [LEADS], FURTHER.counted_on), (of.RETURNED,))


def returned(period: Period) -> ColumnElement[bool]:
    """Whether the customer of a deal has another that counts in the period."""
    counts = FURTHER.counted_on.between(period.first, period.last)
    return exists().where(IS_ANOTHER, counts)


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
