"""Looking at numbers of leads that are not one's own: recorded, limited, seen by managers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person, Reveal
from app.rules import phones
from app.services import settings
from app.services.customers.within import Who, locked
from app.services.transaction import write

LIMIT = "reveal.per_day"
MOST_LISTED = 500


@dataclass(frozen=True)
class Numbers:
    """A lead's numbers as they are read aloud and dialled, and what else reaches it."""

    phones: Sequence[tuple[str, str]]
    wechat: str
    qq: str
    email: str


@dataclass(frozen=True)
class Revealed:
    """Who looked at whose numbers, and whose the lead is now."""

    at: datetime
    who: str
    lead_id: int
    lead: str
    owner: str | None


def reveal(lead_id: int, who: Who) -> Numbers:
    """The numbers of a lead within reach; of somebody else's each look is recorded and one of those
    that a person has in a day (rules.md §2).

    Raises RuleBroken("missing" | "reveal_do_not_call" | "reveal_too_many").
    """
    with write() as session:
        lead = locked(lead_id, who)
        if lead.do_not_call:
            raise RuleBroken("reveal_do_not_call")
        if lead.owner_id != who.id:
            session.execute(select(Person.id).where(Person.id == who.id).with_for_update())
            if left(who.id) < 1:
                raise RuleBroken("reveal_too_many", most=limit())
            now = clock.now()
            session.add(Reveal(lead_id=lead.id, person_id=who.id, at=now, day=clock.day_of(now)))
        return numbers_of(lead)


def numbers_of(lead: Lead) -> Numbers:
    pairs = [(phones.grouped(one.number), phones.dialable(one.number)) for one in lead.phones]
    return Numbers(pairs, lead.wechat, lead.qq, lead.email)


def limit() -> int:
    number: int = settings.value(LIMIT, clock.today())
    return number


def left(person_id: int) -> int:
    """How many more somebody may look at today (rules.md §2)."""
    today = (Reveal.person_id == person_id) & (Reveal.day == clock.today())
    return limit() - (db.session.scalar(select(func.count()).where(today)) or 0)


def of_day(day: date) -> list[Revealed]:
    """Who looked at what on a day, the latest first (rules.md §2: visible to managers)."""
    owner = aliased(Person)
    named = func.coalesce(func.nullif(Lead.name, ""), Lead.company)
    query = (
        select(Reveal.at, Person.name, Lead.id, named, owner.name)
        .join(Person, Person.id == Reveal.person_id)
        .join(Lead, Lead.id == Reveal.lead_id)
        .outerjoin(owner, owner.id == Lead.owner_id)
        .where(Reveal.day == day)
        .order_by(Reveal.id.desc())
        .limit(MOST_LISTED)
    )
    return [Revealed(*row) for row in db.session.execute(query)]


def counts(day: date) -> list[tuple[str, int]]:
    """How often each person looked on a day, who did most first."""
    n = func.count()
    query = select(Person.name, n).join(Reveal, Reveal.person_id == Person.id)
    of = query.where(Reveal.day == day).group_by(Person.id, Person.name).order_by(n.desc())
    return [(name, number) for name, number in db.session.execute(of)]
