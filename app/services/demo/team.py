from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from app.extensions import db
from app.models import Group, Membership, PayGrade, Person, RoleGrant, Source, Team
from app.services.accounts import passwords
from app.services.demo import names


@dataclass(frozen=True)
class Staff:
    """The made-up people, the sources, and who of them makes calls."""

    team: Team
    people: list[Person]
    reps: list[Person]
    sources: list[Source]


def hire(day: date, now: datetime, password: str) -> Staff:
    """Five people in two groups, with the same password each."""
    team = Team(name="一队")
    sources = [Source(name=name) for name in names.SOURCES]
    db.session.add_all([team, *sources])
    db.session.flush()
    groups = {name: Group(team_id=team.id, name=name) for name in ("A组", "B组")}
    db.session.add_all(groups.values())
    db.session.flush()
    people = [one(row, day, now) for row in names.PEOPLE]
    db.session.add_all(people)
    db.session.flush()
    for person, row in zip(people, names.PEOPLE, strict=True):
        passwords.set_password(person, password)
        since, group = person.hired_on, groups.get(row[3])
        place = {"team_id": team.id, "group_id": group.id if group else None}
        db.session.add(Membership(person_id=person.id, since=since, **place))
        db.session.add(PayGrade(person_id=person.id, since=since, grade=row[4]))
    return Staff(team, people, [p for p in people if "rep" in p.roles], sources)


def one(row: tuple[str, str, tuple[str, ...], str, str, int], day: date, now: datetime) -> Person:
    login, name, roles, _group, _grade, days = row
    hired = day - timedelta(days=days)
    person = Person(login=login, name=name, hired_on=hired, precise_from=hired, created_at=now)
    person.role_grants = [RoleGrant(role=role, since=hired) for role in roles]
    return person


def contact(random: Random) -> dict[str, str]:
    """Somebody to call, as an old list has him."""
    name = random.choice(names.SURNAMES) + "".join(
        random.sample(names.GIVEN, random.choice((1, 2)))
    )
    city, trade = random.choice(names.CITIES), random.choice(names.TRADES)
    shop = f"{city}{random.choice(names.MARKS)}{trade}{random.choice(names.SHOPS)}"
    return {"name": name, "company": shop, "industry": trade, "region": city}
