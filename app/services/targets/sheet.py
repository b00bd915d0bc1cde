"""What is to be reached in a month or quarter, team by team, and by how much the people's targets
miss their team's (rules.md §6, goals)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Group, Person, Target, Team
from app.models.visible import places_on
from app.rules.measures import targets
from app.rules.measures.periods import Period
from app.services.targets.setting import Owner

Values = Mapping[str, int]
NONE: Values = {}


@dataclass(frozen=True)
class Row:
    """Somebody's targets by measure, in hundredths of its unit."""

    owner: Owner
    name: str
    values: Values


@dataclass(frozen=True)
class TeamSheet:
    """A team with its groups and people. `misses`: by measure what the people's targets lack to the
    team's, below nought where they are more; only where the team has one and they add up."""

    team: Row
    groups: Sequence[Row]
    people: Sequence[Row]
    misses: Values


def of(period: Period, within: tuple[str, int] | None) -> list[TeamSheet]:
    """The sheets of a period within sight: all teams, or what holds this team, group or person.

    People stand in the team they belong to today, or did on the last day of a period that is over.
    """
    said = known(period)
    day = min(period.last, clock.today())
    places = places_on(day)
    members = db.session.execute(
        select(Person.id, Person.name, places.c.team_id, places.c.group_id)
        .join(places, places.c.person_id == Person.id)
        .where((Person.left_on.is_(None)) | (Person.left_on >= period.first))
        .order_by(places.c.group_id, Person.id)
    ).all()
    groups = db.session.execute(select(Group.id, Group.name, Group.team_id).order_by(Group.id))
    by_team: dict[int, list[Row]] = {}
    for number, name, team_id in groups:
        by_team.setdefault(team_id, []).append(row("group", number, name, said))
    found = []
    for number, name in db.session.execute(select(Team.id, Team.name).order_by(Team.id)):
        people = [row("person", m.id, m.name, said) for m in members if m.team_id == number]
        team = row("team", number, name, said)
        sheet = TeamSheet(team, by_team.get(number, []), people, misses(team, people))
        in_group = {m.id for m in members if within and m.group_id == within[1]}
        found.append(seen(sheet, within, in_group))
    return [one for one in found if one is not None]


def known(period: Period) -> dict[Owner, dict[str, int]]:
    found: dict[Owner, dict[str, int]] = {}
    for one in db.session.scalars(select(Target).where(Target.period == period.code)):
        owner = Owner(one.scope, one.team_id or one.group_id or one.person_id or 0)
        found.setdefault(owner, {})[one.measure] = one.hundredths
    return found


def row(scope: str, number: int, name: str, said: Mapping[Owner, Values]) -> Row:
    owner = Owner(scope, number)
    return Row(owner, name, said.get(owner, NONE))


def misses(team: Row, people: Sequence[Row]) -> Values:
    found = {}
    for measure, wanted in team.values.items():
        lack = targets.misses(wanted, [one.values.get(measure, 0) for one in people], measure)
        if lack is not None:
            found[measure] = lack
    return found


def seen(sheet: TeamSheet, within: tuple[str, int] | None, in_group: set[int]) -> TeamSheet | None:
    """What somebody with this reach sees of it: a group its own row and people, one himself."""
    if within is None or within == (sheet.team.owner.scope, sheet.team.owner.id):
        return sheet
    scope, number = within
    groups = [one for one in sheet.groups if scope == "group" and one.owner.id == number]
    mine = {number} if scope == "person" else in_group if scope == "group" else set()
    people = [one for one in sheet.people if one.owner.id in mine]
    team = Row(sheet.team.owner, sheet.team.name, NONE)
    return TeamSheet(team, groups, people, NONE) if groups or people else None
