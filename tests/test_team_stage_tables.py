"""The tables of stages, early warning and coaching come and go with rows in them, on the kind of
database that tests run on."""

from datetime import date

import flask_migrate
import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.extensions import db
from app.models import Person
from app.models.visible import ALL
from app.services.checks.run import run as checks
from app.services.coaching import notes
from app.services.coaching.notes import Said as Talked
from app.services.customers.within import Who
from app.services.guides import editing
from app.services.guides.editing import Words
from app.services.meetings.within import Who as Leads
from app.services.signals import acting, noting
from app.services.signals.acting import Said
from app.services.team_stages import fixing
from app.services.team_stages.fixing import Word
from app.services.transaction import write
from tests import builders
from tests.test_export_tables import other

__all__ = ["other"]
TABLES = {
    *("coaching_note", "guide_version", "signal", "signal_step"),
    *("team_stage_change", "team_stage_fix", "team_stage_task"),
}
TODAY = date(2026, 11, 23)


def there() -> set[str]:
    db.session.remove()
    return TABLES & set(inspect(db.engine).get_table_names())


def some_of_each(team: int, alice: int, boss: int) -> None:
    fixing.fix(team, Word("stable", TODAY, "老队伍"), Leads(boss, ALL))
    noting.note_signals()
    acting.note(1, Said("s1", "谈过了"), Who(boss, ALL))
    notes.write_down(alice, Talked("c1", TODAY, "怕开口"), Who(boss, ALL))
    editing.put("talk.no_deal", "zh", Words("换个说法", "", used=True, seen=0), boss)


def test_they_go_down_and_up_with_rows_in_them(other, set_clock):
    made = builders.team()
    alice = builders.person("alice", hired_on=date(2026, 9, 1), team=made).id
    team, boss = made.id, builders.person("boss", "manager").id
    some_of_each(team, alice, boss)
    assert there() == TABLES
    flask_migrate.downgrade(revision="0062")
    assert there() == set()
    assert sorted(db.session.scalars(select(Person.login))) == ["alice", "boss"]
    db.session.remove()
    flask_migrate.upgrade()
    some_of_each(team, alice, boss)
    assert there() == TABLES and checks() == []


def test_what_was_noted_stays_and_one_signal_of_a_kind_stands(other, set_clock):
    team = builders.team()
    boss = builders.person("boss", "manager").id
    alice = builders.person("alice", hired_on=date(2026, 9, 1), team=team).id
    some_of_each(team.id, alice, boss)
    db.session.remove()
    kept = ("coaching_note", "guide_version", "signal_step", "team_stage_change", "team_stage_fix")
    for table in kept:
        for statement in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError), write() as session:
                session.execute(text(statement))
    with pytest.raises(IntegrityError), write() as session:
        session.execute(
            text(
                "INSERT INTO signal (person_id, code, raised_on, raised_at, figures)"
                " SELECT person_id, code, raised_on, raised_at, figures FROM signal"
            )
        )
