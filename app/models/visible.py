"""Who may see what belongs to a person: the one gate for rows within somebody's reach."""

from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.models.leads import Lead
from app.models.people import Membership

OWN, TEAM, ALL = "own", "team", "all"
Whose = InstrumentedAttribute[int | None] | InstrumentedAttribute[int]


def visible_to(
    person_id: int, reach: str, day: date, whose: Whose = Lead.owner_id
) -> ColumnElement[bool]:
    """The rows that somebody with this reach may see: `whose` names the person a row belongs to.

    Group and team are those of the day; who has none sees what is his own. All includes what
    belongs to nobody (rules.md §1).
    """
    if reach == ALL:
        return true()
    if reach == OWN:
        return whose == person_id
    return or_(whose == person_id, whose.in_(colleagues(person_id, reach, day)))


@lru_cache(maxsize=256)
def colleagues(person_id: int, reach: str, day: date) -> Select[tuple[int]]:
    """Ids of those in the same group or team on the day; asked several times on each page."""
    places = places_on(day)
    place = places.c.team_id if reach == TEAM else places.c.group_id
    own = select(place).where(places.c.person_id == person_id).scalar_subquery()
    others = places_on(day)
    theirs = others.c.team_id if reach == TEAM else others.c.group_id
    return select(others.c.person_id).where(theirs == own)


def places_on(day: date) -> Subquery:
    """Everybody's team and group on a day: the last membership that began by then."""
    last = (
        select(Membership.person_id, func.max(Membership.since).label("since"))
        .where(Membership.since <= day)
        .group_by(Membership.person_id)
        .subquery()
    )
    same = and_(Membership.person_id == last.c.person_id, Membership.since == last.c.since)
    columns = (Membership.person_id, Membership.team_id, Membership.group_id)
    return select(*columns).join(last, same).subquery()
