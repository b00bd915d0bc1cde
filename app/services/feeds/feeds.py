"""Private addresses from which a person's own calendar takes his day (design: safety)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import CalendarFeed, Person
from app.services import audit, settings
from app.services.accounts.tokens import hashed, new_token
from app.services.transaction import rows, write

PER_HOUR = "feeds.per_hour"
MOST = 5


@dataclass(frozen=True)
class Listed:
    id: int
    made_at: datetime
    last_used_at: datetime | None


def make(person_id: int) -> tuple[int, str]:
    """A new address; returns its number and, this once, its secret part.

    Raises RuleBroken("feeds_many", most).
    """
    with write() as session:
        if len(listed(person_id)) >= MOST:
            raise RuleBroken("feeds_many", most=MOST)
        token = new_token()
        about = {"token_hash": hashed(token), "made_at": clock.now()}
        made = CalendarFeed(person_id=person_id, **about)
        session.add(made)
        session.flush()
        audit.note("feed_made", f"person:{person_id}", person_id, feed=made.id)
        return made.id, token


def revoke(feed_id: int, person_id: int) -> None:
    """Ends one of his own addresses at once, for good. Raises RuleBroken("missing")."""
    with write() as session:
        found = session.get(CalendarFeed, feed_id, with_for_update=True)
        if found is None or found.person_id != person_id:
            raise RuleBroken("missing")
        if found.revoked_at is None:
            found.revoked_at = clock.now()
            audit.note("feed_revoked", f"person:{person_id}", person_id, feed=feed_id)


def listed(person_id: int) -> list[Listed]:
    query = select(CalendarFeed.id, CalendarFeed.made_at, CalendarFeed.last_used_at)
    query = query.where(CalendarFeed.person_id == person_id, CalendarFeed.revoked_at.is_(None))
    return [Listed(*row) for row in db.session.execute(query.order_by(CalendarFeed.id))]


def take(token: str) -> int:
    """Whose address this is, counted once more in its hour.

    Raises RuleBroken("missing") for one that is none, was revoked, or whose owner may not enter any
    more, and RuleBroken("feed_often") past the hour's limit.
    """
    query = select(CalendarFeed.id, Person).join(Person, Person.id == CalendarFeed.person_id)
    query = query.where(CalendarFeed.token_hash == hashed(token))
    found = db.session.execute(query.where(CalendarFeed.revoked_at.is_(None))).one_or_none()
    if found is None or not found[1].may_enter(clock.today()):
        raise RuleBroken("missing")
    feed_id, person_id = found[0], found[1].id
    with write():
        count(feed_id)
    return int(person_id)


def count(feed_id: int) -> None:
    """One conditional update: two fetches at once are two."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    same = CalendarFeed.hour == hour
    taken = case((same, CalendarFeed.taken), else_=0)
    most = settings.value(PER_HOUR, clock.today())
    one_more = update(CalendarFeed).where(CalendarFeed.id == feed_id, taken < most)
    done = rows(one_more.values(taken=taken + 1, hour=hour, last_used_at=clock.now()))
    if not done.rowcount:
        raise RuleBroken("feed_often")
