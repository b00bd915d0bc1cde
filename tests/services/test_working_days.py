from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import AuditEntry, CalendarDay
from app.services import calendar, server_state, setup
from app.services.people import working_days
from app.services.transaction import write
from tests import builders
from tests.queries import queries_of
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database")
TODAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
NATIONAL_DAY = date(2026, 10, 1)
UNPUBLISHED = max(working_days.published_years()) + 1
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def clock_is_set(set_clock):
    return set_clock


@pytest.fixture
def boss():
    return builders.person("boss", "manager").id


def choose(pattern: str, anchor: date | None = None, since: date = TODAY) -> None:
    calendar.choose_pattern(pattern, anchor, since=since, by_id=None)


def works(day: date) -> bool:
    return working_days.around(day).is_working(day)


def test_the_published_calendar_knows_holidays_and_make_up_days():
    assert 2026 in working_days.fill()
    days = working_days.around(NATIONAL_DAY)
    assert not days.is_working(NATIONAL_DAY)
    assert any(days.is_working(day) and day.weekday() >= 5 for day in days.published)


def test_every_year_the_library_knows_is_filled_once():
    assert working_days.fill() == working_days.published_years()
    rules = server_state.current().rules
    assert working_days.fill() == []
    assert server_state.current().rules == rules


def test_the_first_start_fills_the_calendar():
    setup.first_manager("boss", "老板")
    assert not works(NATIONAL_DAY)


def test_filling_leaves_what_the_company_decided(boss):
    calendar.except_day(NATIONAL_DAY, "work", "展会", boss)
    working_days.fill()
    row = db.session.get(CalendarDay, NATIONAL_DAY)
    assert (row.published, row.exception, row.note) == ("holiday", "work", "展会")
    assert works(NATIONAL_DAY)


def test_a_year_that_is_not_published_follows_the_weekly_pattern():
    working_days.fill()
    week = [date(UNPUBLISHED, 10, n) for n in range(1, 8)]
    days = working_days.around(week[0])
    assert all(days.is_guessed(day) for day in week)
    assert [days.is_working(day) for day in week] == [day.weekday() < 5 for day in week]
    choose("one_free_day")
    days = working_days.around(week[0])
    assert [days.is_working(day) for day in week] == [day.weekday() < 6 for day in week]


def test_a_year_published_later_is_filled_then(boss, monkeypatch):
    working_days.fill()
    day = date(UNPUBLISHED, 5, 3)
    known = {**working_days.chinese_calendar.holidays, day: "May Day"}
    monkeypatch.setattr(working_days.chinese_calendar, "holidays", known)
    assert working_days.fill() == [UNPUBLISHED]
    assert not works(day)
    assert not working_days.around(day).is_guessed(day)


def test_the_companys_own_word_goes_before_the_state_until_it_is_taken_back(boss):
    working_days.fill()
    calendar.except_day(NATIONAL_DAY, "work", "展会", boss)
    assert works(NATIONAL_DAY)
    calendar.except_day(NATIONAL_DAY, None, "", boss)
    assert not works(NATIONAL_DAY)
    assert calendar.exceptions(2026) == []


def test_the_exceptions_of_a_year_are_listed_in_order(boss):
    for day, kind in ((SATURDAY, "work"), (TODAY, "free"), (date(2027, 1, 1), "work")):
        calendar.except_day(day, kind, "团建", boss)
    assert [(one.day, one.kind) for one in calendar.exceptions(2026)] == [
        (TODAY, "free"),
        (SATURDAY, "work"),
    ]


def test_an_exception_is_audited_and_nothing_else_is_accepted(boss):
    calendar.except_day(TODAY, "free", "团建", boss)
    row = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "calendar"))
    assert (row.actor_id, row.subject) == (boss, "day:2026-11-23")
    assert refused(calendar.except_day, TODAY, "holiday", "", boss) == "exception_unknown"


def test_two_free_days_until_somebody_chooses():
    assert (calendar.weekly(TODAY).pattern, calendar.is_chosen()) == ("two_free_days", False)
    assert not works(SATURDAY)
    choose("one_free_day")
    assert calendar.is_chosen()


def test_the_first_choice_says_how_it_always_was():
    choose("one_free_day")
    assert [works(SATURDAY + n * WEEK) for n in (-35, -1, 0, 1)] == [True] * 4


def test_the_first_choice_can_be_corrected_the_same_day():
    choose("one_free_day")
    choose("two_free_days")
    assert [works(SATURDAY + n * WEEK) for n in (-35, -1, 0, 1)] == [False] * 4


def test_a_later_choice_leaves_the_past_as_it_was(set_clock):
    choose("one_free_day")
    set_clock(clock.now() + 2 * WEEK)
    choose("two_free_days", since=clock.today())
    assert [works(SATURDAY + n * WEEK) for n in (0, 1, 2)] == [True, True, False]
    days = working_days.around(TODAY)
    assert [days.is_working(SATURDAY + n * WEEK) for n in (0, 1, 2)] == [True, True, False]


def test_a_choice_may_begin_later_but_not_in_the_past(set_clock):
    choose("one_free_day")
    set_clock(clock.now() + WEEK)
    assert refused(choose, "two_free_days", since=TODAY) == "pattern_in_the_past"
    choose("two_free_days", since=TODAY + 3 * WEEK)
    assert calendar.weekly(clock.today()).pattern == "one_free_day"
    assert [works(SATURDAY + n * WEEK) for n in (2, 3)] == [True, False]


def test_alternating_weeks_need_the_week_with_two_free_days():
    assert refused(choose, "alternating") == "anchor_needed"
    choose("alternating", TODAY)
    assert [works(SATURDAY + n * WEEK) for n in range(4)] == [False, True, False, True]


def test_an_unknown_pattern_is_refused():
    assert refused(choose, "four_day_week") == "pattern_unknown"


def test_what_was_kept_of_the_calendar_is_old_after_a_change(boss):
    assert working_days.around(TODAY).is_working(TODAY)
    calendar.except_day(TODAY, "free", "", boss)
    assert not working_days.around(TODAY).is_working(TODAY)
    before = server_state.current().rules
    choose("one_free_day")
    assert server_state.current().rules != before


def test_the_calendar_takes_as_many_queries_however_much_was_decided(boss):
    choose("one_free_day")
    few = queries_of(lambda: working_days.read_around(TODAY))
    with write():
        for n in range(20):
            calendar.except_day(TODAY + timedelta(days=n), "free", "", boss)
    assert queries_of(lambda: working_days.read_around(TODAY)) == few
