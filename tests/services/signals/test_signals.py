"""Signals are raised once and end once; only who may see them does (rules.md §10)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.extensions import db
from app.models.signals import Signal
from app.models.visible import ALL, TEAM
from app.services.people import presence, working_days
from app.services.signals import acting, listing, looking, noting
from app.services.signals.acting import Said
from app.services.signals.within import Who
from app.services.transaction import write
from tests import builders, calls, sales
from tests.conftest import MONDAY_MORNING
from tests.queries import queries_of
from tests.services.refusals import refused

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 20)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LONG_AGO = date(2026, 9, 1)


@pytest.fixture
def team(database, set_clock):
    return builders.team()


@pytest.fixture
def alice(team):
    """Too new to be compared with herself, yet she has called before."""
    return builders.person("alice", team=team, hired_on=date(2026, 11, 10))


@pytest.fixture
def sue(team):
    return builders.person("sue", "supervisor", team=team)


@pytest.fixture
def boss(database, set_clock):
    return builders.person("boss", "manager", hired_on=LONG_AGO)


def call(person, at, **facts):
    return calls.call(builders.lead(owner=person), person, at=at, **facts)


def standing():
    db.session.rollback()
    rows = select(Signal).where(Signal.ended_at.is_(None)).order_by(Signal.id)
    return [(one.person_id, one.code) for one in db.session.scalars(rows)]


def silent(person):
    """A call a week ago; today's first window is open for 45 minutes, and there is none."""
    call(person, MONDAY_MORNING - 7 * DAY)
    return MONDAY_MORNING + 40 * MINUTE  # 11:20 in Shanghai


@pytest.fixture
def raised(alice, boss, set_clock):
    """Alice's signal of a window without a call."""
    set_clock(silent(alice))
    noting.note_signals()
    return db.session.scalars(select(Signal)).one().id


def test_it_is_raised_once_with_its_figures(alice, raised):
    noting.note_signals()
    row = db.session.scalars(select(Signal)).one()
    assert (row.person_id, row.code, row.raised_on) == (alice.id, "no_first_call", TODAY)
    assert row.figures == {"day": "2026-11-23", "windows": ["10:30"], "minutes": 45}


def test_a_call_that_a_phone_sends_late_ends_it(alice, raised):
    call(alice, MONDAY_MORNING + 5 * MINUTE)
    noting.note_signals()
    assert standing() == []
    row = db.session.scalars(select(Signal)).one()
    assert row.ended_at is not None


def test_what_comes_back_is_another_one(alice, raised, set_clock):
    made = call(alice, MONDAY_MORNING + 5 * MINUTE)
    noting.note_signals()
    with write() as session:
        session.execute(update(type(made)).values(voided_at=MONDAY_MORNING, voided_because="x"))
        call(alice, MONDAY_MORNING - 6 * DAY)
    noting.note_signals()
    assert len(db.session.scalars(select(Signal)).all()) == 2


def test_who_is_on_leave_today_is_not_looked_at(alice, set_clock):
    set_clock(silent(alice))
    call(alice, MONDAY_MORNING - 3 * DAY)
    call(alice, MONDAY_MORNING - 3 * DAY + timedelta(hours=5))
    presence.note(alice.id, TODAY, TODAY, 0, reason="病假", by_id=None)
    noting.note_signals()
    assert standing() == []


def test_no_deal_for_fifteen_working_days(boss):
    dora = builders.person("dora", hired_on=LONG_AGO)
    sales.sale(dora, 100_00, boss, day=date(2026, 11, 3))
    noting.note_signals()
    assert standing() == []
    builders.person("carl", hired_on=date(2026, 11, 2))
    noting.note_signals()
    found = db.session.scalars(select(Signal)).one()
    assert (found.code, found.figures["days"], found.figures["last"]) == ("no_deal", 15, None)


def test_calls_that_fall_are_those_of_the_dictionary(team):
    """Ten days with three calls, then three with one: 40 % below is 1.8."""
    carl, calendar = builders.person("carl", hired_on=LONG_AGO), working_days.around(TODAY)
    for n in range(1, 14):
        for m in range(1 if n <= 3 else 3):
            call(carl, MONDAY_MORNING + (calendar.add(TODAY, -n) - TODAY) + m * MINUTE)
    call(carl, MONDAY_MORNING - 3 * DAY, direction="in")
    call(carl, MONDAY_MORNING - 3 * DAY, void=True)
    (found,) = [one for one in looking.findings()[carl.id] if one.code == "calls_fall"]
    assert (found.figures["average"], found.figures["limit"]) == ("3", "9/5")
    assert [n for _, n in found.figures["days"]] == [1, 1, 1]


def test_who_has_left_or_sells_no_more_has_none(alice, boss, raised):
    alice.left_on = FRIDAY
    db.session.commit()
    noting.note_signals()
    assert standing() == []


def seen(who):
    return [one.id for one in listing.of(who, "zh").standing]


def test_the_supervisor_of_the_team_and_managers_see_it_and_nobody_else(alice, sue, boss, raised):
    other = builders.person("olga", "supervisor", team=builders.team("二队"))
    assert seen(Who(sue.id, TEAM)) == [raised] == seen(Who(boss.id, ALL))
    assert seen(Who(other.id, TEAM)) == []
    assert refused(acting.note, raised, Said("1", "谈过了"), Who(other.id, TEAM)) == "missing"
    assert listing.waiting(Who(other.id, TEAM)) == 0


@pytest.mark.parametrize("reach", [TEAM, ALL])
def test_nobody_sees_his_own(alice, raised, reach):
    who = Who(alice.id, reach)
    assert seen(who) == [] and listing.waiting(who) == 0
    assert refused(acting.note, raised, Said("1", "谈过了"), who) == "missing"


def test_what_was_done_is_noted_once_by_whom(sue, raised):
    who = Who(sue.id, TEAM)
    assert listing.waiting(who) == 1
    for _ in range(2):
        acting.note(raised, Said("1", "聊了二十分钟,明天陪打"), who)
    (line,) = listing.of(who, "zh").standing
    assert [(one.what, one.said, one.by) for one in line.steps] == [
        ("done", "聊了二十分钟,明天陪打", "Sue")
    ]
    assert listing.waiting(who) == 0 and not line.is_new


def test_left_alone_it_comes_back_on_its_day(alice, sue, raised, set_clock):
    who = Who(sue.id, TEAM)
    acting.note(raised, Said("1", "在培训", TODAY + 2 * DAY), who)
    found = listing.of(who, "zh")
    assert (found.standing, [one.id for one in found.snoozed]) == ([], [raised])
    assert listing.waiting(who) == 0
    set_clock(MONDAY_MORNING + 2 * DAY)
    assert seen(who) == [raised] and listing.waiting(who) == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said("1", ""), "signal_said"),
        (Said("1", "字" * 501), "signal_long"),
        (Said("1", "在培训", TODAY), "signal_until"),
        (Said("1", "在培训", TODAY + 32 * DAY), "signal_until"),
    ],
)
def test_what_cannot_be_noted(sue, raised, said, code):
    assert refused(acting.note, raised, said, Who(sue.id, TEAM)) == code


def test_what_has_ended_can_be_noted_but_not_left_alone(alice, sue, raised):
    call(alice, MONDAY_MORNING + 5 * MINUTE)
    noting.note_signals()
    who = Who(sue.id, TEAM)
    assert refused(acting.note, raised, Said("1", "等等", TODAY + DAY), who) == "signal_over"
    acting.note(raised, Said("2", "谈过了"), who)
    assert [one.id for one in listing.of(who, "zh").ended] == [raised]


def test_each_signal_has_a_talk_in_both_languages(sue, raised):
    for language in ("zh", "en"):
        (line,) = listing.of(Who(sue.id, TEAM), language).standing
        assert len(line.talks) == 1


def test_many_people_cost_as_many_questions_as_one(alice, sue, team, raised):
    who = Who(sue.id, TEAM)
    few = queries_of(looking.findings), queries_of(lambda: listing.of(who, "zh"))
    for n in range(5):
        silent(builders.person(f"p{n}", team=team, hired_on=date(2026, 11, 10)))
    noting.note_signals()
    assert len(standing()) == 6
    assert (queries_of(looking.findings), queries_of(lambda: listing.of(who, "zh"))) == few
