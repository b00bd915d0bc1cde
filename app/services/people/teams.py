from datetime import date
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from app.errors import RuleBroken
from app.extensions import db
from app.models import Group, Team
from app.services import audit
from app.services.transaction import write

Thing = TypeVar("Thing", Team, Group)


def create_team(name: str, by_id: int | None, *, started_on: date | None = None) -> int:
    """A new team. Raises RuleBroken("team_taken")."""
    with write():
        team = kept(Team(name=name.strip(), started_on=started_on), "team_taken")
        audit.note("team_added", f"team:{team.id}", by_id, name=team.name)
        return team.id


def create_group(team_id: int, name: str, by_id: int | None) -> int:
    """A new group of a team. Raises RuleBroken("missing" | "group_taken")."""
    with write() as session:
        there(session.get(Team, team_id))
        group = kept(Group(team_id=team_id, name=name.strip()), "group_taken")
        audit.note("group_added", f"group:{group.id}", by_id, name=group.name)
        return group.id


def change_team(team_id: int, name: str, started_on: date | None, by_id: int | None) -> None:
    """Renames a team and says when it started; without a day the earliest hire date counts
    (rules.md §2.1). Raises RuleBroken("missing" | "team_taken")."""
    with write():
        team = team_of(team_id)
        before = {"name": team.name, "started_on": str(team.started_on or "")}
        team.name, team.started_on = name.strip(), started_on
        kept(team, "team_taken")
        after = {"name": team.name, "started_on": str(started_on or "")}
        audit.note("team_changed", f"team:{team.id}", by_id, before=before, after=after)


def rename_group(group_id: int, name: str, by_id: int | None) -> None:
    """Raises RuleBroken("missing" | "group_taken")."""
    with write():
        group = group_of(group_id)
        before, group.name = group.name, name.strip()
        kept(group, "group_taken")
        audit.note("group_changed", f"group:{group.id}", by_id, before=before, after=group.name)


def team_of(team_id: int) -> Team:
    """Raises RuleBroken("missing")."""
    return there(db.session.get(Team, team_id))


def group_of(group_id: int) -> Group:
    """Raises RuleBroken("missing")."""
    return there(db.session.get(Group, group_id))


def there(found: Thing | None) -> Thing:
    if found is None:
        raise RuleBroken("missing")
    return found


def kept(thing: Thing, refusal: str) -> Thing:
    """Names are unique by the database; two who take the same at once get one."""
    db.session.add(thing)
    try:
        db.session.flush()
    except IntegrityError:
        raise RuleBroken(refusal) from None
    return thing
