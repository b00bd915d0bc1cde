from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.extensions import db
from app.models import Membership, Person, Presence, Team
from app.rules.leads.quota import ABSENT, FULL


@dataclass(frozen=True)
class About:
    """What counts about a person on a day; facts of that day, never of now (rules.md §8)."""

    person_id: int
    active: bool
    half_days: int
    first_day: date
    team_start: date
    team_id: int | None
    group_id: int | None


def about(person_id: int, day: date) -> About:
    person = db.session.get_one(Person, person_id)
    place = membership(person_id, day)
    team_id = place.team_id if place else None
    return About(
        person_id=person_id,
        active=person.is_active and employed(person, day),
        half_days=half_days(person, day),
        first_day=person.precise_from or person.hired_on,
        team_start=team_start(team_id) or person.hired_on,
        team_id=team_id,
        group_id=place.group_id if place else None,
    )


def employed(person: Person, day: date) -> bool:
    return person.hired_on <= day and (person.left_on is None or day <= person.left_on)


def half_days(person: Person, day: date) -> int:
    """Without a record a person employed that day is there in full (rules.md §8)."""
    query = select(Presence.half_days).filter_by(person_id=person.id, day=day)
    noted = db.session.scalar(query)
    if not employed(person, day):
        return ABSENT
    return FULL if noted is None else noted


def membership(person_id: int, day: date) -> Membership | None:
    query = (
        select(Membership)
        .where(Membership.person_id == person_id, Membership.since <= day)
        .order_by(Membership.since.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def team_start(team_id: int | None) -> date | None:
    """The team's start: as set, else the earliest hire date of anybody ever in it."""
    return team_starts(team_id).get(team_id) if team_id else None


def team_starts(only: int | None = None) -> dict[int | None, date]:
    """The start of each team, or of one; a team that nobody was ever in has none unless set."""
    set_to = select(Team.id, Team.started_on).where(Team.started_on.is_not(None))
    hired = select(Membership.team_id, func.min(Person.hired_on)).join(
        Person, Person.id == Membership.person_id
    )
    hired = hired.where(Membership.team_id.is_not(None)).group_by(Membership.team_id)
    if only is not None:
        set_to, hired = set_to.where(Team.id == only), hired.where(Membership.team_id == only)
    earliest = {team: day for team, day in db.session.execute(hired)}
    return earliest | {team: day for team, day in db.session.execute(set_to) if day}
