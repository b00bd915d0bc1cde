"""`flask leads allocate`, by the mornings of tests/cases/allocation and on its own."""

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import AllocationRun, HandOut, Lead, LeadPhone, Person
from tests import builders, whole

CASE = Path(__file__).parents[1] / "cases" / "allocation"
DAYS = (CASE / "days.txt").read_text().split()
EXPECTED = json.loads((CASE / "expected.json").read_text())


@pytest.fixture
def flask(app, database):
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def plan_of(day: str) -> list[str]:
    with (CASE / "calls-plan.csv").open() as file:
        return [row["phone"] for row in csv.DictReader(file) if row["day"] == day]


def owner_of(phone: str) -> str | None:
    query = select(Person.login).join(Lead, Lead.owner_id == Person.id).join(LeadPhone)
    return db.session.scalar(query.where(LeadPhone.number == f"+86{phone}"))


def calls_of(day: str, folder: Path) -> Path:
    """The calls of a day as a list: whoever owns the lead by then tries it once at eleven."""
    owners = {phone: owner_of(phone) for phone in plan_of(day)}
    lines = [
        f"{day}-{phone},{phone},{owner},{day}T11:00:00+08:00,0,no_answer"
        for phone, owner in owners.items()
        if owner
    ]
    file = folder / f"{day}.csv"
    file.write_text("\n".join(["id,phone,login,started_at,duration_s,disposition", *lines]))
    return file


def test_twelve_mornings_hand_out_exactly_what_is_expected(flask, tmp_path):
    for kind in ("people", "leads", "presence"):
        assert flask("import", kind, CASE / f"{kind}.csv").exit_code == 0
    for day in DAYS:
        planned = json.loads(
            flask("leads", "allocate", "--date", day, "--dry-run", "--json").stdout
        )
        answer = json.loads(flask("leads", "allocate", "--date", day, "--json").stdout)
        assert [[one["phone"], one["login"]] for one in answer["handed_out"]] == EXPECTED[day]
        assert (answer, answer["date"]) == (planned, day)
        calls = json.loads(flask("import", "calls", calls_of(day, tmp_path), "--json").stdout)
        assert calls["rejected"] == []
    assert list(EXPECTED) == DAYS
    assert whole.findings() == []


def test_running_again_hands_out_nothing_that_is_not_due(flask, set_clock):
    builders.person("alice")
    for _ in range(12):
        builders.lead(kind="precise")
    assert json.loads(flask("leads", "allocate", "--json").stdout)["left"] == 2
    again = json.loads(flask("leads", "allocate", "--json").stdout)
    assert (again["handed_out"], again["left"], again["entitlements"]) == ([], 2, {"alice": 0})


def test_a_dry_run_keeps_nothing(flask, set_clock):
    builders.person("alice")
    builders.lead(kind="precise")
    told = flask("leads", "allocate", "--dry-run").stdout
    assert "分出 1 条" in told
    for table in (AllocationRun, HandOut):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def test_a_free_day_is_refused(flask):
    done = flask("leads", "allocate", "--date", "2026-03-01")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "3月1日 周日 休息,不分配资源。下一个工作日是 3月2日 周一。\n"


def test_what_arrives_after_the_morning_of_the_day_waits(flask, set_clock):
    builders.person("alice")
    nine = clock.bounds(clock.today())[0] + timedelta(hours=9)
    builders.lead(kind="precise", arrived_at=nine + timedelta(seconds=1))
    builders.lead(kind="precise", arrived_at=nine)
    answer = json.loads(flask("leads", "allocate", "--date", clock.today(), "--json").stdout)
    assert (len(answer["handed_out"]), answer["left"]) == (1, 0)


def test_a_day_that_is_none_is_a_wrong_use(flask):
    assert flask("leads", "allocate", "--date", "2026-02-30").exit_code == 2


def test_recycle_says_what_drops_and_what_is_next(flask, set_clock):
    alice = builders.person("alice", hired_on=clock.today() - timedelta(days=90))
    long_ago, lately = clock.now() - timedelta(days=30), clock.now() - timedelta(days=11)
    builders.lead("王秀英", owner=alice, phone="+8613800138000", owned_since=long_ago)
    builders.lead("李强", owner=alice, phone="+8613800138001", owned_since=lately)
    planned = json.loads(flask("leads", "recycle", "--dry-run", "--json").stdout)
    answer = json.loads(flask("leads", "recycle", "--date", clock.today(), "--json").stdout)
    assert planned == answer
    [gone], [warned] = answer["recycled"], answer["warned"]
    assert (gone["phone"], gone["login"], gone["rule"]) == ("13800138000", "alice", "recycle_idle")
    assert (warned["phone"], warned["day"]) == ("13800138001", "2026-11-24")
    assert flask("leads", "recycle").stdout == "11月23日 周一:回收 0 条,提醒 1 条。\n"


def test_recycling_on_a_free_day_is_refused(flask):
    done = flask("leads", "recycle", "--date", "2026-03-01")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("3月1日 周日 休息,不回收资源。")
