"""A team comes to a stage once, and its prompts become tasks once (rules.md §10)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import MeetingItem
from app.models.team_stages import TeamStageChange, TeamStageTask
from app.models.visible import ALL, TEAM
from app.services import settings
from app.services.guides import editing, reading
from app.services.guides.editing import Words
from app.services.meetings.within import Who
from app.services.team_stages import fixing, listing, noting, standings
from app.services.team_stages.fixing import Word
from tests import builders
from tests.conftest import MONDAY_MORNING
from tests.queries import queries_of
from tests.services.refusals import refused

TODAY = date(2026, 11, 23)
UNTIL = date(2026, 12, 31)
DAY = timedelta(days=1)


@pytest.fixture
def team(database, set_clock):
    return builders.team()


@pytest.fixture
def sue(team):
    """She is here since 2 November: the team is three weeks old."""
    return builders.person("sue", "supervisor", team=team)


@pytest.fixture
def boss(sue):
    return builders.person("boss", "manager", hired_on=date(2026, 11, 3))


def stages():
    db.session.rollback()
    return list(db.session.scalars(select(TeamStageChange.stage).order_by(TeamStageChange.nth)))


def tasks():
    db.session.rollback()
    rows = select(MeetingItem).join(TeamStageTask, TeamStageTask.item_id == MeetingItem.id)
    return db.session.scalars(rows.order_by(MeetingItem.due_on)).all()


def asked(stage, language="zh"):
    kinds = reading.TASKS
    return [one for one in reading.of([stage], language) if one.kind in kinds]


def test_the_stage_is_noted_when_it_changes_and_only_then(team, sue, set_clock):
    for days in (0, 1, 38, 39):
        set_clock(MONDAY_MORNING + days * DAY)
        noting.note_team_stages()
    assert stages() == ["start"]
    set_clock(MONDAY_MORNING + 40 * DAY)
    assert clock.today() == date(2027, 1, 2)
    noting.note_team_stages()
    noting.note_team_stages()
    assert stages() == ["start", "turbulence"]
    last = db.session.scalars(select(TeamStageChange).filter_by(nth=2)).one()
    assert (last.since, last.why["params"]["months"]) == (date(2027, 1, 2), 2)


def test_its_prompts_become_the_supervisors_tasks_once(team, sue):
    noting.note_team_stages()
    noting.note_team_stages()
    given = tasks()
    assert [one.text for one in given] == [one.title for one in asked("start")]
    assert {(one.owner_id, one.holder_id, one.kind) for one in given} == {(sue.id, sue.id, None)}
    assert given[0].done_when == asked("start")[0].body
    assert [one.due_on for one in given[:2]] == [date(2026, 11, 26), date(2026, 11, 30)]


def test_she_reads_them_in_her_own_language(team, sue):
    sue.language = "en"
    db.session.commit()
    noting.note_team_stages()
    assert tasks()[0].text == asked("start", "en")[0].title


def test_without_a_supervisor_they_wait_for_one(team):
    builders.person("alice", team=team)
    noting.note_team_stages()
    assert (stages(), tasks()) == (["start"], [])
    builders.person("sue", "supervisor", team=team)
    noting.note_team_stages()
    assert len(tasks()) == len(asked("start"))


def test_a_team_that_nobody_was_ever_in_has_no_stage(team):
    noting.note_team_stages()
    assert stages() == []


def test_a_manager_fixes_a_stage_until_a_day(team, sue, boss, set_clock):
    noting.note_team_stages()
    fixing.fix(team.id, Word("turbulence", UNTIL, "换了一半人"), Who(boss.id, ALL))
    assert stages() == ["start", "turbulence"]
    assert len(tasks()) == len(asked("start")) + len(asked("turbulence"))
    set_clock(MONDAY_MORNING + 38 * DAY)
    noting.note_team_stages()
    assert stages() == ["start", "turbulence"]
    set_clock(MONDAY_MORNING + 39 * DAY)
    noting.note_team_stages()
    assert (clock.today(), stages()) == (date(2027, 1, 1), ["start", "turbulence", "start"])
    assert len(tasks()) == len(asked("start")) + len(asked("turbulence"))


def test_taken_back_the_months_speak_again(team, sue, boss):
    who = Who(boss.id, ALL)
    assert refused(fixing.release, team.id, "不用了", who) == "stage_not_fixed"
    fixing.fix(team.id, Word("mature", UNTIL, "老队伍"), who)
    fixing.release(team.id, "不用了", who)
    assert standings.of_each([team.id], TODAY)[team.id].stage == "start"
    assert refused(fixing.release, team.id, "不用了", who) == "stage_not_fixed"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        (Word("ripe", UNTIL, "因为"), "stage_unknown"),
        (Word("stable", TODAY - DAY, "因为"), "stage_until"),
        (Word("stable", TODAY + 367 * DAY, "因为"), "stage_until"),
        (Word("stable", UNTIL, " "), "reason_needed"),
    ],
)
def test_what_cannot_be_said(team, sue, boss, word, code):
    assert refused(fixing.fix, team.id, word, Who(boss.id, ALL)) == code


def test_a_foreign_team_is_as_a_missing_one(team, sue):
    other = builders.team("二队")
    word = Word("stable", UNTIL, "因为")
    assert refused(fixing.fix, other.id, word, Who(sue.id, TEAM)) == "missing"
    assert [one.name for one in listing.of(Who(sue.id, TEAM), "zh")] == ["一队"]


def test_a_team_with_settings_of_its_own(team, sue):
    key = "team_stage.turbulence_months"
    settings.put(key, 1, since=TODAY, actor_id=None, scope=f"team:{team.id}")
    assert standings.of_each([team.id], date(2026, 12, 2))[team.id].stage == "turbulence"


def test_the_page_knows_what_is_overdue(team, sue, set_clock):
    noting.note_team_stages()
    (found,) = listing.of(Who(sue.id, TEAM), "zh")
    assert (found.standing.stage, found.overdue, len(found.given)) == ("start", 0, 7)
    set_clock(MONDAY_MORNING + 4 * DAY)
    (found,) = listing.of(Who(sue.id, TEAM), "zh")
    assert found.overdue == 1


def test_many_teams_cost_as_many_questions_as_one(team, sue, boss):
    who = Who(boss.id, ALL)
    few = queries_of(lambda: listing.of(who, "zh"))
    for n in range(4):
        builders.person(f"s{n}", "supervisor", team=builders.team(f"{n}队"))
    noting.note_team_stages()
    assert queries_of(lambda: listing.of(who, "zh")) == few


def put(key, boss, title="新的写法", seen=0, **facts):
    words = {"body": "做到了", "used": True, **facts}
    editing.put(key, "zh", Words(title, seen=seen, **words), boss.id)


def test_a_manager_puts_a_prompt_in_his_own_words(team, sue, boss):
    put("start.do.goals", boss)
    put("start.do.people", boss, used=False)
    noting.note_team_stages()
    said = [one.text for one in tasks()]
    assert "新的写法" in said and len(said) == len(asked("start")) == 6
    assert reading.of(["start"], "en")[4].version == 0


def test_of_two_who_change_the_same_text_the_second_sees_the_firsts(team, boss):
    put("start.do.goals", boss)
    with pytest.raises(Exception, match="guide_changed"):
        put("start.do.goals", boss, "另一种写法")
    put("start.do.goals", boss, "另一种写法", seen=1)
    assert editing.one("start.do.goals", "zh").title == "另一种写法"


@pytest.mark.parametrize(
    ("key", "facts", "code"),
    [
        ("nothing", {}, "missing"),
        ("start.do.goals", {"title": ""}, "guide_title"),
        ("start.do.goals", {"body": ""}, "guide_done_when"),
        ("start.do.goals", {"body": "字" * 201}, "guide_long"),
        ("talk.no_deal", {"body": "字" * 2001}, "guide_long"),
    ],
)
def test_what_a_text_cannot_be(team, boss, key, facts, code):
    assert refused(put, key, boss, **facts) == code


def test_every_text_ships_in_both_languages_and_fits_into_a_task():
    for one in reading.shipped().values():
        for language in reading.LANGUAGES:
            assert one[language]["title"]
            most = editing.longest(one["kind"])
            assert len(one[language]["title"]) <= 200 and len(one[language]["body"]) <= most
            assert bool(one[language]["body"]) == (one["kind"] in (*reading.TASKS, "talk"))


def test_a_change_is_noted_by_one_of_two(team, sue, boss):
    """The second finds the first's row."""
    for _ in range(2):
        noting.note(team.id)
    assert db.session.scalar(select(func.count()).select_from(TeamStageChange)) == 1
