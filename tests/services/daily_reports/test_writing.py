"""The line of one's own: nothing is written over, and a day is final in the end (rules.md §9)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import DailyLine
from app.services import settings
from app.services.daily_reports import writing
from app.services.daily_reports.writing import Typed
from tests import builders
from tests.services.refusals import refused
from tests.services.test_jobs import run_at_once
from tests.test_export_tables import other

__all__ = ["other"]
TODAY = date(2026, 11, 23)


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice").id


def keep(person_id: int, text: str, base: int, uuid: str = "", day: date = TODAY) -> writing.Line:
    return writing.keep(person_id, Typed(day, text, base, uuid))


def test_it_is_kept_and_changed_by_the_save_it_was_made_from(alice):
    first = keep(alice, " 约了两家  ", 0)
    assert (first.text, first.rev) == ("约了两家", 1)
    assert keep(alice, "约了三家", first.rev).rev == 2
    assert keep(alice, "", 2).text == ""


def test_another_device_that_knew_nothing_of_it_is_told_and_not_written_over(alice):
    keep(alice, "从手机写的", 0)
    assert refused(keep, alice, "从电脑写的", 0) == "daily_line_changed"
    assert writing.of_day([alice], TODAY)[alice].text == "从手机写的"


def test_sent_twice_it_is_one_save(alice):
    keep(alice, "约了两家", 0)
    assert keep(alice, "约了两家", 0).rev == 1


def test_a_save_that_comes_again_after_a_later_one_changes_nothing(alice):
    keep(alice, "约了两家", 0, "u1")
    keep(alice, "约了三家", 1, "u2")
    assert keep(alice, "约了两家", 0, "u1").rev == 1
    assert writing.of_day([alice], TODAY)[alice].text == "约了三家"


def test_another_text_under_an_id_that_was_used_is_not_taken_for_it(alice):
    keep(alice, "约了两家", 0, "u1")
    assert refused(keep, alice, "别的", 1, "u1") == "daily_line_differs"
    assert keep(alice, "别的", 1, "u2").rev == 2


def test_the_same_id_of_somebody_else_or_for_another_day_is_another_save(alice):
    bob, friday = builders.person("bob").id, TODAY - timedelta(days=3)
    keep(alice, "约了两家", 0, "u1")
    assert keep(bob, "别的", 0, "u1").rev == 1
    assert refused(keep, alice, "周五的", 0, "u1", day=friday) == "daily_line_over"


def test_what_was_kept_in_time_and_is_sent_again_after_the_end_is_no_refusal(alice, set_clock):
    keep(alice, "约了两家", 0, "u1")
    set_clock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    assert keep(alice, "约了两家", 0, "u1").rev == 1
    assert refused(keep, alice, "太晚了", 1, "u2") == "daily_line_over"


def test_it_can_be_written_until_the_next_working_morning(alice, set_clock):
    set_clock(datetime(2026, 11, 24, 2, 29, tzinfo=UTC))
    assert keep(alice, "昨天忘了写", 0).rev == 1
    set_clock(datetime(2026, 11, 24, 2, 30, tzinfo=UTC))
    assert refused(keep, alice, "太晚了", 1) == "daily_line_over"
    assert refused(keep, alice, "x", 0, day=TODAY + timedelta(days=9)) == "daily_line_early"


def test_a_manager_sets_the_hour(alice, set_clock):
    settings.put("daily_reports.line_until", "20:00", since=TODAY, actor_id=None)
    set_clock(datetime(2026, 11, 24, 11, 0, tzinfo=UTC))
    assert writing.is_open(TODAY)


def test_it_is_one_line(alice):
    assert refused(keep, alice, "长" * 201, 0) == "daily_line_long"


def test_the_same_save_many_times_at_once_is_one(other, set_clock):
    """In a database that several connections share."""
    alice, answers = builders.person("alice").id, list[int]()
    run_at_once(other, lambda: answers.append(keep(alice, "约了两家", 0, "u1").rev))
    assert set(answers) == {1} and len(answers) > 1


def test_of_two_devices_at_once_one_is_kept_and_the_other_told(other, set_clock):
    """In a database that several connections share."""
    alice, said = builders.person("alice").id, iter(["从手机", "从电脑"])
    answers: list[str] = []

    def write():
        text = next(said, "")
        if text:
            try:
                answers.append(f"kept {keep(alice, text, 0).rev}")
            except Exception as refusal:
                answers.append(getattr(refusal, "code", "?"))

    run_at_once(other, write)
    assert sorted(answers) == ["daily_line_changed", "kept 1"]
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(DailyLine)) == 1
