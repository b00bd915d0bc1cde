"""The line of one's own: nothing is written over, and a day is final in the end (rules.md §9)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import DailyLine
from app.services import settings
from app.services.daily_reports import writing
from tests import builders
from tests.services.refusals import refused
from tests.services.test_jobs import run_at_once
from tests.test_export_tables import other

__all__ = ["other"]
TODAY = date(2026, 11, 23)


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice").id


def test_it_is_kept_and_changed_by_the_save_it_was_made_from(alice):
    first = writing.keep(alice, TODAY, " 约了两家  ", 0)
    assert (first.text, first.rev) == ("约了两家", 1)
    assert writing.keep(alice, TODAY, "约了三家", first.rev).rev == 2
    assert writing.keep(alice, TODAY, "", 2).text == ""


def test_another_device_that_knew_nothing_of_it_is_told_and_not_written_over(alice):
    writing.keep(alice, TODAY, "从手机写的", 0)
    assert refused(writing.keep, alice, TODAY, "从电脑写的", 0) == "daily_line_changed"
    assert writing.of_day([alice], TODAY)[alice].text == "从手机写的"


def test_sent_twice_it_is_one_save(alice):
    writing.keep(alice, TODAY, "约了两家", 0)
    assert writing.keep(alice, TODAY, "约了两家", 0).rev == 1


def test_it_can_be_written_until_the_next_working_morning(alice, set_clock):
    set_clock(datetime(2026, 11, 24, 2, 29, tzinfo=UTC))
    assert writing.keep(alice, TODAY, "昨天忘了写", 0).rev == 1
    set_clock(datetime(2026, 11, 24, 2, 30, tzinfo=UTC))
    assert refused(writing.keep, alice, TODAY, "太晚了", 1) == "daily_line_over"
    assert refused(writing.keep, alice, TODAY + timedelta(days=9), "x", 0) == "daily_line_early"


def test_a_manager_sets_the_hour(alice, set_clock):
    settings.put("daily_reports.line_until", "20:00", since=TODAY, actor_id=None)
    set_clock(datetime(2026, 11, 24, 11, 0, tzinfo=UTC))
    assert writing.is_open(TODAY)


def test_it_is_one_line(alice):
    assert refused(writing.keep, alice, TODAY, "长" * 201, 0) == "daily_line_long"


def test_of_two_devices_at_once_one_is_kept_and_the_other_told(other, set_clock):
    """In a database that several connections share."""
    alice, said = builders.person("alice").id, iter(["从手机", "从电脑"])
    answers: list[str] = []

    def write():
        text = next(said, "")
        if text:
            try:
                answers.append(f"kept {writing.keep(alice, TODAY, text, 0).rev}")
            except Exception as refusal:
                answers.append(getattr(refusal, "code", "?"))

    run_at_once(other, write)
    assert sorted(answers) == ["daily_line_changed", "kept 1"]
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(DailyLine)) == 1
