"""Whose a number is, while it is typed, with manners (rules.md §2): known, with whom, since when."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue
from app.models import NumberCheck
from app.rules import phones
from app.services import settings
from app.services.own_leads import whose
from app.services.own_leads.whose import Whose
from app.services.transaction import rows, write

A_MINUTE, KEPT = timedelta(minutes=1), timedelta(days=30)
KEYS = ("number_checks.per_minute", "number_checks.per_day")


def check(typed: str, person_id: int, reach: str) -> Whose | None:
    """Whose a whole number is; None for one that is none yet, of which nothing is told or counted.

    So that nobody finds out by trying who is known, each is counted. Raises
    RuleBroken("number_checks_too_many").
    """
    try:
        numbers = phones.numbers_in(typed)
    except RuleBroken:
        return None
    keep(person_id)
    return whose.look(numbers, person_id, reach)


def keep(person_id: int) -> None:
    """Counts a look. Raises RuleBroken("number_checks_too_many")."""
    with write() as session:
        count(person_id)
        session.add(NumberCheck(person_id=person_id, at=clock.now()))


def count(person_id: int) -> None:
    chosen, now = settings.values(KEYS, clock.today()), clock.now()
    start = clock.bounds(clock.today())[0]
    late = func.count().filter(NumberCheck.at > now - A_MINUTE)
    query = select(late, func.count()).where(
        NumberCheck.person_id == person_id, NumberCheck.at > min(start, now - A_MINUTE)
    )
    in_minute, in_day = db.session.execute(query).one()
    if in_minute >= chosen[KEYS[0]] or in_day >= chosen[KEYS[1]]:
        raise RuleBroken("number_checks_too_many")


@queue.daily
def forget_number_checks() -> dict[str, int]:
    """How often somebody looked matters for a day; after thirty days the rows go."""
    with write():
        old = delete(NumberCheck).where(NumberCheck.at < clock.now() - KEPT)
        return {"forgotten": rows(old).rowcount}
