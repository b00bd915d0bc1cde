from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.extensions import db
from app.models import Membership, Person, Presence, Team
from app.models.visible import places_on
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
    return of_each([person], day)[person_id]


def of_each(people: Sequence[Person], day: date) -> dict[int, About]:
    """The same for many at once, in as many queries as for one."""
    ids = [person.id for person in people]
    places, noted = places_of(ids, day), half_days_noted(ids, day)
    teams = {team_id for team_id, _ in places.values() if team_id}
    starts = team_starts(next(iter(teams)) if len(teams) == 1 else None) if teams else {}
    found = {}
    for person in people:
        team_id, group_id = places.get(person.id, (None, None))
        there = employed(person, day)
        found[person.id] = About(
            person_id=person.id,
            active=person.is_active and there,
            half_days=noted.get(person.id, FULL) if there else ABSENT,
            first_day=person.precise_from or person.hired_on,
            team_start=starts.get(team_id) or person.hired_on,
            team_id=team_id,
            group_id=group_id,
        )
    return found


def employed(person: Person, day: date) -> bool:
    return person.hired_on <= day and (person.left_on is None or day <= person.left_on)


def half_days_noted(ids: Collection[int], day: date) -> dict[int, int]:
    """Without a record a person employed that day is there in full (rules.md §8)."""
    query = select(Presence.person_id, Presence.half_days).where(
        Presence.day == day, Presence.person_id.in_(ids)
    )
    return {person_id: half_days for person_id, half_days in db.session.execute(query)}


def places_of(ids: Collection[int], day: date) -> dict[int, tuple[int | None, int | None]]:
    places = places_on(day)
    rows = db.session.execute(select(places).where(places.c.person_id.in_(ids)))
    return {person_id: (team_id, group_id) for person_id, team_id, group_id in rows}


def membership(person_id: int, day: date) -> Membership | None:
    query = (
        select(Membership)
        .where(Membership.person_id == person_id, Membership.since <= day)
        .order_by(Membership.since.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def team_starts(only: int | None = None) -> dict[int | None, date]:
    """The start of each team, or of one: as set, else the earliest hire date of anybody ever in it
    (rules.md §2.1); a team that nobody was ever in has none."""
    set_to = select(Team.id, Team.started_on).where(Team.started_on.is_not(None))
    hired = select(Membership.team_id, func.min(Person.hired_on)).join(
        Person, Person.id == Membership.person_id
    )
    hired = hired.where(Membership.team_id.is_not(None)).group_by(Membership.team_id)
    if only is not None:
        set_to, hired = set_to.where(Team.id == only), hired.where(Membership.team_id == only)
    earliest = {team: day for team, day in db.session.execute(hired)}
    return earliest | {team: day for team, day in db.session.execute(set_to) if day}
