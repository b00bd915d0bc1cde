"""What one more deal is worth to somebody today, from the facts as they stand (rules.md §8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import DealShare, DealStanding
from app.models.visible import TEAM, visible_to
from app.rules.measures import dictionary, periods
from app.rules.measures.periods import MONTH, Period
from app.rules.pay import worth
from app.rules.pay.lines import rounded
from app.rules.pay.worth import Deal, Steps, Worth
from app.services.measures import counting
from app.services.measures.cutting import PERSON, Cut
from app.services.pay import facts, plans

RECENT = timedelta(days=90)
EVEN_FEN, WITHOUT_ANY_FEN = 100_00, 10_000_00


@dataclass(frozen=True)
class Seen:
    """For himself alone: nothing in it tells what others earn. `usual_fen`: the size of the team's
    recent deals."""

    month: Period
    usual_fen: int
    worth: Worth
    steps: Steps


def of(person_id: int, fen: int | None = None) -> Seen | None:
    """A deal of this size today, or of the usual size; None for who has no pay this month."""
    day = clock.today()
    month, known, plan = periods.containing(MONTH, day), facts.of(day), plans.in_force(day).plan
    steps = worth.steps(known, plan, person_id)
    if steps is None:
        return None
    usual = usual_fen(person_id, day)
    deal = Deal(person_id, fen or usual, day, reached(person_id, month))
    return Seen(month, usual, worth.one_more(known, plan, deal), steps)


def usual_fen(person_id: int, day: date) -> int:
    """What the deals of his team that count since 90 days are worth on average, in whole hundreds of
    yuan; 10,000 yuan where there are none."""
    team = visible_to(person_id, TEAM, day, DealShare.person_id)
    theirs = select(DealShare.deal_id).where(team)
    query = select(func.count(), func.sum(DealStanding.net_fen)).where(
        DealStanding.deal_id.in_(theirs), DealStanding.counted_on > day - RECENT
    )
    deals, fen = db.session.execute(query).one()
    if not deals:
        return WITHOUT_ANY_FEN
    return max(1, rounded(Fraction(int(fen), deals * EVEN_FEN))) * EVEN_FEN


def reached(person_id: int, month: Period) -> int:
    found = counting.counts(month, Cut(PERSON, (PERSON, person_id)), (dictionary.REACHED,))
    return int(found.get(person_id, {}).get(dictionary.REACHED, 0))
