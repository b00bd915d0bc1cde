from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEntry, Presence
from app.services.people import facts, presence, working_days
from app.services.people.presence import Mark
from app.services.transaction import write
from tests import builders
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
TODAY, FRIDAY, NEXT_TUESDAY = date(2026, 11, 23), date(2026, 11, 27), date(2026, 12, 1)
DAY = timedelta(days=1)


@pytest.fixture
def bob():
    return builders.person("bob").id


def note(who: int, first: date, last: date, half_days: int, reason: str = "") -> None:
    presence.note(who, first, last, half_days, reason=reason, by_id=None)


def marks(who: int) -> dict[date, Mark]:
    found = presence.noted([who], date(2026, 1, 1), date(2028, 1, 1))
    return {day: mark for (_, day), mark in sorted(found.items())}


def test_without_a_word_somebody_employed_is_there_in_full():
    bob = builders.person("bob", hired_on=TODAY, left_on=FRIDAY).id
    days = (TODAY - DAY, TODAY, FRIDAY, FRIDAY + DAY)
    assert [facts.about(bob, day).half_days for day in days] == [0, 2, 2, 0]


def test_leave_is_noted_for_each_day_of_a_range_with_its_reason(bob):
    note(bob, TODAY, TODAY + 2 * DAY, 0, "病假")
    assert marks(bob) == {TODAY + n * DAY: Mark(0, "病假") for n in range(3)}
    assert facts.about(bob, TODAY + DAY).half_days == 0


def test_half_a_day_is_noted(bob):
    note(bob, TODAY, TODAY, 1, "看牙")
    assert facts.about(bob, TODAY).half_days == 1


def test_what_is_said_later_holds(bob):
    note(bob, TODAY, TODAY + DAY, 0, "病假")
    note(bob, TODAY, TODAY, 2)
    assert list(marks(bob).values()) == [Mark(2, ""), Mark(0, "病假")]


def test_absence_covers_free_days_and_presence_does_not(bob):
    note(bob, FRIDAY, NEXT_TUESDAY, 0)
    assert len(marks(bob)) == 5
    note(bob, FRIDAY, NEXT_TUESDAY, 1)
    assert [mark.half_days for mark in marks(bob).values()] == [1, 0, 0, 1, 1]


def test_a_single_free_day_can_be_worked(bob):
    saturday = FRIDAY + DAY
    note(bob, saturday, saturday, 2)
    assert marks(bob) == {saturday: Mark(2, "")}


def test_a_make_up_day_in_a_range_of_half_days_counts(bob):
    working_days.fill()
    note(bob, date(2026, 12, 31), date(2026, 12, 31), 1)
    make_up = next(
        day
        for day, kind in working_days.published_days(2026).items()
        if kind == "make_up" and day > date(2026, 9, 1)
    )
    tina = builders.person("tina", hired_on=date(2026, 1, 5)).id
    note(tina, make_up - 2 * DAY, make_up + DAY, 1)
    assert make_up in marks(tina)


@pytest.mark.parametrize(
    ("first", "last", "half_days", "code"),
    [
        (TODAY, TODAY - DAY, 0, "presence_range"),
        (TODAY, TODAY + 367 * DAY, 0, "presence_range"),
        (TODAY, TODAY, 3, "presence_unknown"),
        (TODAY, TODAY, -1, "presence_unknown"),
        (date(2026, 11, 1), date(2026, 11, 1), 0, "presence_not_employed"),
    ],
)
def test_what_cannot_be_is_refused(bob, first, last, half_days, code):
    assert refused(note, bob, first, last, half_days) == code
    assert marks(bob) == {}


def test_nobody_is_noted_after_the_last_day_or_without_being_there():
    gone = builders.person("gone", left_on=TODAY).id
    assert refused(note, gone, TODAY + DAY, TODAY + DAY, 0) == "presence_not_employed"
    assert refused(note, 999, TODAY, TODAY, 0) == "missing"


def test_who_noted_it_is_on_record(bob):
    boss = builders.person("boss", "assistant").id
    presence.note(bob, TODAY, TODAY, 0, reason="事假", by_id=boss)
    row = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "presence"))
    assert (row.actor_id, row.subject, row.details["reason"]) == (boss, f"person:{bob}", "事假")
    assert db.session.scalar(select(Presence.noted_by_id)) == boss


def test_marks_are_read_for_the_people_and_days_asked_for_alone(bob):
    eve = builders.person("eve").id
    note(bob, TODAY, TODAY + DAY, 0)
    note(eve, TODAY, TODAY, 0)
    assert set(presence.noted([bob], TODAY, TODAY)) == {(bob, TODAY)}


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 10), st.integers(0, 2)), min_size=1, max_size=5
)


@given(spans)
def test_the_last_word_on_a_day_is_what_holds(said):
    with write() as session:
        who, expected = builders.person("bob").id, {}
        for start, length, half_days in said:
            first, last = TODAY + start * DAY, TODAY + (start + length) * DAY
            note(who, first, last, half_days)
            expected |= {day: half_days for day in presence.days_of(first, last, half_days)}
        assert {day: mark.half_days for day, mark in marks(who).items()} == expected
        session.rollback()
