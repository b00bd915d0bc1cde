"""SQLite as it is in use: a file, several connections, migrations with rows in them."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select, text

from app import clock, create_app
from app.extensions import db, queue, vault
from app.extensions.jobs import Job
from app.models import AuditEntry, Call, ImportRun, LeadMove, Person, Team
from app.models.append_only import APPEND_ONLY
from app.models.own_share import guard_statements
from app.models.visible import ALL
from app.services import audit, jobs
from app.services.arrivals import source_tokens
from app.services.checks import run as checks
from app.services.complaints import recording
from app.services.complaints.recording import Said
from app.services.customers.within import Who
from app.services.leads.finding import Wanted, search
from app.services.measures import histories
from app.services.transaction import write
from tests import builders
from tests.conftest import settings
from tests.services.arrivals.test_arrivals import four_at_once, send
from tests.services.devices import Device
from tests.services.exams.test_at_once import all_sit
from tests.services.test_jobs import run_at_once


@pytest.fixture
def filed(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    other = create_app(settings(tmp_path, f"sqlite:///{tmp_path / 'lianxian.db'}"))
    with other.app_context():
        flask_migrate.upgrade()
        yield other
        db.session.remove()
        db.engine.dispose()
    for extension in (queue, vault):  # the tests' one app has them back
        extension.init_app(app)


def test_every_connection_is_durable_and_holds_its_foreign_keys(filed):
    with db.engine.connect() as first, db.engine.connect() as second:
        for connection in (first, second):
            pragma = lambda name, c=connection: c.execute(text(f"PRAGMA {name}")).scalar()  # noqa: E731
            assert pragma("journal_mode") == "wal"
            assert pragma("synchronous") == 2
            assert pragma("foreign_keys") == 1
            assert pragma("busy_timeout") >= 5000


def test_a_class_that_takes_a_paper_at_once_has_one_attempt_each(filed):
    all_sit(filed, 200, 16)


def test_writers_queue_and_none_fails_for_being_late(filed):
    failed: list[Exception] = []

    def work(n: int) -> None:
        with filed.app_context():
            try:
                for m in range(10):
                    with write() as session:
                        session.scalars(select(Team)).all()
                        session.add(Team(name=f"{n}-{m}"))
            except Exception as error:
                failed.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(db.session.scalars(select(Team)).all()) == 80


def test_a_daily_job_asked_for_by_four_at_once_runs_once(filed):
    times: list[int] = []

    def count() -> None:
        times.append(1)

    job = Job(count, daily=True)
    run_at_once(filed, lambda: jobs.keep(job))
    assert times == [1]


@pytest.mark.parametrize("sources", [1, 4])
def test_a_customer_that_platforms_send_four_times_at_once_is_one_lead(filed, set_clock, sources):
    for login in ("alice", "bob"):
        builders.person(login)
    boss = builders.person("boss", "manager")
    assert four_at_once(filed, sources, boss.id) == (1, 1, 1, sources)


def triggers() -> set[str]:
    """The tables with triggers, but for those about own shares, pay, what was approved, stale
    days, and waste."""
    query = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE :own"
    for other in ("approved", "_guard_", "pay_touch", "_stale_", "_note_waste"):
        query += f" AND name NOT LIKE '%{other}%'"
    return set(db.session.execute(text(query), {"own": "%own_share%"}).scalars())


def own_share_triggers() -> int:
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE :own"
    return db.session.scalar(text(query), {"own": "%own_share%"})


def test_the_triggers_stand_after_the_migrations(filed):
    assert triggers() == set(APPEND_ONLY)
    assert own_share_triggers() == len(guard_statements("sqlite"))


def test_migrations_go_down_and_up_again_with_rows_in_the_tables(filed):
    alice = builders.person("alice", team=builders.team(), grade="formal")
    phone = Device(alice)
    phone.send(phone.call(builders.lead(owner=alice)))
    with write():
        audit.note("thing", "person:1", alice.id)
    assert db.session.scalar(select(Call.id)) is not None
    db.session.remove()
    flask_migrate.downgrade(revision="base")
    flask_migrate.upgrade()
    assert db.session.scalar(select(Person.id)) is None
    assert db.session.scalar(select(AuditEntry.id)) is None
    assert triggers() == set(APPEND_ONLY)


def test_calls_stay_when_the_mark_of_an_import_comes_and_goes(filed):
    alice = builders.person("alice")
    phone = Device(alice)
    phone.send(phone.call(builders.lead(owner=alice)))
    with write() as session:
        run = ImportRun(kind="calls", file_name="a.csv", file_hash="", made_at=clock.now())
        session.add(run)
        session.flush()
        session.scalars(select(Call)).one().import_id = run.id
    assert jobs.keep(Job(lambda: None, daily=True))
    db.session.remove()
    flask_migrate.downgrade(revision="0004")
    assert db.session.execute(text("SELECT duration_s, connected FROM call")).one() == (20, 0)
    db.session.remove()
    flask_migrate.upgrade()
    assert db.session.scalars(select(Call.import_id)).one() is None
    assert "ck_call_grade" in db.session.scalar(
        text("SELECT sql FROM sqlite_master WHERE name = 'call'")
    )
    assert triggers() == set(APPEND_ONLY)


def test_what_platforms_brought_stays_a_lead_when_their_tables_come_and_go(filed, set_clock):
    alice_id = builders.person("alice").id
    send(source_tokens.make("抖音", "", builders.person("boss", "manager").id)[1])
    db.session.remove()
    flask_migrate.downgrade(revision="0006")
    owner = text("SELECT owner_id FROM lead JOIN hand_out ON hand_out.lead_id = lead.id")
    assert db.session.scalar(owner) == alice_id
    assert {"hand_out", "lead_move"} <= triggers()
    assert "arrival" not in triggers()
    db.session.remove()
    flask_migrate.upgrade()
    assert source_tokens.listed() == []
    assert triggers() == set(APPEND_ONLY)


def test_leads_are_found_after_their_words_were_made_by_the_migration(filed):
    boss_id = builders.person("boss", "manager").id
    builders.lead("王秀英", company="丽华火锅", phone="+8613800138000")
    db.session.remove()
    flask_migrate.downgrade(revision="0007")
    db.session.remove()
    flask_migrate.upgrade()
    for typed in ("秀英", "火锅", "wxy", "8000"):
        assert [one.name for one in search(boss_id, ALL, Wanted(typed)).leads] == ["王秀英"]
    assert checks.run() == []


def test_first_calls_and_follow_ups_are_made_again_when_their_tables_come_back(filed):
    alice, boss = builders.person("alice"), builders.person("boss", "manager")
    phone, yesterday = Device(alice), clock.now() - timedelta(days=1)
    owned = builders.lead(kind="precise", owner=alice, arrived_at=yesterday)
    came = {"lead_id": owned.id, "at": yesterday, "to_id": alice.id, "rule": "found"}
    builders.add(LeadMove(**came, why={}))
    phone.send(phone.call(owned, "interested", follow_up_at="2099-01-04"))
    waits = builders.lead("李雷")
    recording.record(waits.id, Said("1", "电话太多"), Who(boss.id, ALL))
    db.session.remove()
    flask_migrate.downgrade(revision="0014")
    assert db.session.scalars(text("SELECT cool_until FROM lead")).all() == [None, None]
    db.session.remove()
    flask_migrate.upgrade()
    assert {one.code for one in checks.run()} == {"check_first_calls", "check_follow_ups"}
    histories.work_out_at_first()
    assert checks.run() == []
    assert triggers() == set(APPEND_ONLY)


def test_the_tables_are_what_the_models_say(filed):
    flask_migrate.check()
