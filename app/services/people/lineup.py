from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Group, Lead, Team
from app.models.visible import ALL
from app.rules.people import staffing
from app.rules.people.staffing import GroupSize
from app.rules.why import Why
from app.services import settings
from app.services.people import facts, roster, working_days
from app.services.people.roster import Entry

LEADER = "group_leader"


@dataclass(frozen=True)
class GroupView:
    id: int | None
    name: str
    members: list[Entry]

    @property
    def leaders(self) -> list[Entry]:
        return [one for one in self.members if LEADER in one.roles]

    @property
    def size(self) -> GroupSize:
        leaders = self.leaders
        return GroupSize(self.name, len(self.members) - len(leaders), bool(leaders))


@dataclass(frozen=True)
class TeamView:
    """A team of today with its groups, those without a group last, and what is advised."""

    id: int
    name: str
    started_on: date | None
    groups: list[GroupView]
    size: int
    advice: list[Why] = field(default_factory=list)


@dataclass(frozen=True)
class Teams:
    """All teams within reach, who is in none, and how many the supply of leads feeds in all."""

    teams: list[TeamView]
    placeless: list[Entry]
    supply: Why | None


def of_today(by_id: int, reach: str) -> Teams:
    """Teams with members, leaders and advice; an empty team shows to those who see all.

    The number of queries is fixed, however many people and teams there are (rules.md §1).
    """
    day = clock.today()
    people = roster.roster(day, by_id=by_id, reach=reach)
    theirs = {one.team_id for one in people}
    teams = [
        team
        for team in db.session.scalars(select(Team).order_by(Team.name))
        if reach == ALL or team.id in theirs
    ]
    groups = db.session.scalars(select(Group).order_by(Group.name)).all()
    chosen = settings.values(staffing.KEYS, day)
    return Teams(
        teams=[advised(view(team, groups, people), chosen) for team in teams],
        placeless=[one for one in people if one.team_id is None],
        supply=fed_by_supply(day, chosen),
    )


def view(team: Team, groups: Sequence[Group], people: Sequence[Entry]) -> TeamView:
    members = [one for one in people if one.team_id == team.id]
    shown = [
        GroupView(group.id, group.name, [one for one in members if one.group_id == group.id])
        for group in groups
        if group.team_id == team.id
    ]
    loose = [one for one in members if one.group_id is None]
    shown += [GroupView(None, "", loose)] if loose else []
    return TeamView(team.id, team.name, team.started_on, shown, len(members))


def advised(team: TeamView, chosen: settings.Values) -> TeamView:
    sizes = [group.size for group in team.groups if group.id]
    return replace(team, advice=staffing.advice(team.size, sizes, chosen))


def fed_by_supply(day: date, chosen: settings.Values) -> Why | None:
    """The quota is that of the oldest team, as all teams draw from one supply."""
    start = min(facts.team_starts().values(), default=day)
    days = chosen["team.supply_days"]
    return staffing.fed_by_supply(supply(day, days), days, start, day, chosen)


def supply(day: date, working: int) -> int:
    """How many precise leads arrived on the last so many working days before a day."""
    first = working_days.around(day).add(day, -working)
    since, until = clock.bounds(first)[0], clock.bounds(day)[0]
    query = select(func.count()).where(
        Lead.kind == "precise", Lead.arrived_at >= since, Lead.arrived_at < until
    )
    return db.session.scalar(query) or 0


def names() -> tuple[list[str], list[str]]:
    """The names of all teams and of all groups, to choose from."""
    teams = db.session.scalars(select(Team.name).order_by(Team.name))
    groups = db.session.scalars(select(Group.name).distinct().order_by(Group.name))
    return list(teams), list(groups)
