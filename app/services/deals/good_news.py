"""A deal that counts, as it is told to the chat group: who, what, how much, and what it did for the
team's target. The customer is not named (rules.md §5, §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models import CountedShare, Deal, DealCredit, DealShare, DealStanding, Product, Team
from app.models.visible import places_on
from app.rules.measures import dictionary, periods
from app.rules.measures.dictionary import MEASURES, NOTHING
from app.rules.measures.periods import MONTH, Period
from app.services.deals import listing
from app.services.measures import counting, goals
from app.services.measures.cutting import COMPANY, RECEIVED, SOLD, TEAM, Cut, keyed
from app.services.measures.report import Within

AMOUNT = "amount"


@dataclass(frozen=True)
class Won:
    """A deal that counts. `fen`: confirmed, less refunds; `shares`: names with basis points."""

    deal_id: int
    product: str
    fen: int
    price_fen: int
    counted_on: date
    shares: Sequence[tuple[str, int]]

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.shares]


@dataclass(frozen=True)
class Moved:
    """The month's amount of a team with this deal and without it, against the target; in fen."""

    team: str
    month: Period
    part: Fraction
    reached: Fraction
    target: Fraction | None

    @property
    def crossed(self) -> bool:
        """Whether the team has its target with this deal, and had not without it."""
        return self.target is not None and self.reached - self.part < self.target <= self.reached


@dataclass(frozen=True)
class News:
    won: Won
    moved: Moved | None


def of(deal_id: int) -> News | None:
    """None of a deal that does not count: one without a confirmed receipt, one that was refunded or
    withdrawn."""
    found = won(select_won().where(Deal.id == deal_id))
    return News(found[0], moved(found[0])) if found else None


def won_in(first: date, last: date, within: Within) -> list[Won]:
    """The deals that count in these days, for who has a share in them and belongs to a place then;
    the greatest first."""
    shared, _ = keyed(SOLD, Cut(COMPANY, within))
    ids = shared.with_only_columns(CountedShare.deal_id)
    ids = ids.where(CountedShare.day.between(first, last))
    return won(select_won().where(Deal.id.in_(ids)))


def select_won() -> Any:
    columns = (Deal.id, Product.name, DealStanding.net_fen, Deal.price_fen, DealStanding.counted_on)
    return (
        select(*columns)
        .join(DealStanding, DealStanding.deal_id == Deal.id)
        .outerjoin(Product, Product.id == Deal.product_id)
        .where(Deal.withdrawn_at.is_(None), DealStanding.counted_on.is_not(None))
        .where(DealStanding.net_fen > 0)
        .order_by(DealStanding.net_fen.desc(), Deal.id)
    )


def won(query: Any) -> list[Won]:
    rows = db.session.execute(query).all()
    shares = listing.shares_of([row[0] for row in rows])
    return [
        Won(number, product or "", fen, price_fen, day, shares[number])
        for number, product, fen, price_fen, day in rows
    ]


def moved(one: Won) -> Moved | None:
    """What it did for the team of who has the greatest share in it, in the month in which it counts;
    None where he belonged to no team."""
    team = team_of(one)
    if team is None:
        return None
    month = periods.containing(MONTH, one.counted_on)
    cut = Cut(COMPANY, (TEAM, team.id))
    counts = counting.of_measures((AMOUNT,), month, cut).get(0, NOTHING)
    target = goals.of_reach([month], (TEAM, team.id)).get(month.code, {}).get(AMOUNT)
    reached = dictionary.value(MEASURES[AMOUNT], counts) or dictionary.NONE
    return Moved(team.name, month, part_of(one.deal_id, month, cut), reached, target)


def part_of(deal_id: int, month: Period, cut: Cut) -> Fraction:
    """What of the team's amount this deal brought."""
    query, _ = keyed(RECEIVED, cut)
    query = query.with_only_columns(func.coalesce(func.sum(DealCredit.fen), 0))
    in_month = DealCredit.day.between(month.first, month.last)
    return Fraction(db.session.scalar(query.where(DealCredit.deal_id == deal_id, in_month)) or 0)


def team_of(one: Won) -> Team | None:
    places = places_on(one.counted_on)
    query = (
        select(Team)
        .join(places, places.c.team_id == Team.id)
        .join(DealShare, DealShare.person_id == places.c.person_id)
        .where(DealShare.deal_id == one.deal_id)
        .order_by(DealShare.share_bp.desc(), DealShare.person_id)
    )
    return db.session.scalars(query.limit(1)).first()
