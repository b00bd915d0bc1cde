"""The tables of meetings come and go with rows in them, on the kind of database that tests run on."""

import flask_migrate
from sqlalchemy import inspect, select

from app.extensions import db
from app.models import Person
from app.models.visible import ALL
from app.services.checks.run import run as checks
from app.services.feeds import feeds
from app.services.meetings import closing, goals, items, notes, opening
from app.services.meetings.items import Said
from app.services.meetings.notes import Typed
from app.services.meetings.within import Who
from tests import builders
from tests.test_export_tables import other

__all__ = ["other"]


def tables() -> set[str]:
    db.session.remove()
    mine = ("meeting", "day_goal", "calendar_feed")
    return {name for name in inspect(db.engine).get_table_names() if name.startswith(mine)}


def a_meeting(team_id: int, bob_id: int) -> int:
    who = Who(bob_id, ALL)
    meeting = opening.hold("morning", team_id, who)
    notes.save(meeting, Typed("n1", "other", "写了一句"), who)
    items.raise_item(meeting, Said("q1", "question", "谁去?"), who)
    goals.put(meeting, {(bob_id, "calls"): 3000}, who)
    feeds.make(bob_id)
    closing.close(meeting, who)
    return meeting


def test_they_go_down_and_up_with_rows_in_them(other, set_clock):
    team = builders.team()
    bob = builders.person("bob", "supervisor", team=team).id
    team = team.id
    a_meeting(team, bob)
    assert len(tables()) == 11
    flask_migrate.downgrade(revision="0030")
    assert tables() == set()
    assert db.session.scalars(select(Person.login)).all() == ["bob"]
    db.session.remove()
    flask_migrate.upgrade()
    assert a_meeting(team, bob) == 1
    assert checks() == []
