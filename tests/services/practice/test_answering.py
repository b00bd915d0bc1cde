"""Practising: what is due, what an answer does, and that it stays one's own (rules.md §7)."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import PracticeReview
from app.services.practice import answering, pile
from app.services.practice.answering import Answer
from app.services.questions import editing
from tests import builders, exams
from tests.conftest import MONDAY_MORNING
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
MINUTES, DAY = timedelta(minutes=10), timedelta(days=1)


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice")


@pytest.fixture
def version(alice):
    made = exams.question()
    exams.mistake(alice, made)
    return made


def say(person, version, *said, nth=1):
    return answering.answer(person.id, Answer(version.question_id, version.id, nth, said))


def waits(person):
    found = pile.of(person.id)
    return len(found.due), len(found.later)


def test_a_mistake_is_due_at_once(alice, version):
    assert waits(alice) == (1, 0)
    shown = pile.shown(pile.of(alice.id).due[0])
    assert (shown.version_id, shown.said.text) == (version.id, exams.ONE.text)


@pytest.mark.parametrize(("said", "after"), [(("B",), MINUTES), ((), MINUTES)])
def test_wrong_or_not_known_comes_back_in_minutes(alice, version, set_clock, said, after):
    say(alice, version, *said)
    set_clock(MONDAY_MORNING + after - timedelta(seconds=1))
    assert waits(alice) == (0, 1)
    set_clock(MONDAY_MORNING + after)
    assert waits(alice) == (1, 0)


def test_right_comes_back_with_the_morning_of_its_day(alice, version, set_clock):
    row = answering.given_by(alice.id, say(alice, version, "A")).review
    day = clock.day_of(MONDAY_MORNING) + 2 * DAY
    assert (row.right, row.due_at) == (True, clock.bounds(day)[0])
    set_clock(row.due_at)
    assert waits(alice) == (1, 0)


def test_each_answer_is_kept_with_the_version_it_was_asked_in(alice, version, set_clock):
    say(alice, version, "B")
    set_clock(MONDAY_MORNING + MINUTES)
    say(alice, version, "A", nth=2)
    rows = db.session.scalars(select(PracticeReview).order_by(PracticeReview.nth))
    assert [(one.nth, one.said, one.right, one.version_id) for one in rows] == [
        (1, ["B"], False, version.id),
        (2, ["A"], True, version.id),
    ]


def test_a_second_tab_does_not_answer_twice_nor_anybody_before_the_time(alice, version, set_clock):
    say(alice, version, "B")
    assert refused(say, alice, version, "A") == "practice_not_due"
    set_clock(MONDAY_MORNING + MINUTES)
    assert refused(say, alice, version, "A") == "practice_answered"


def test_what_is_no_mistake_of_ones_own_is_missing(alice, version):
    bob = builders.person("bob")
    review = say(alice, version, "A")
    assert refused(say, bob, version, "A") == "missing"
    assert refused(answering.given_by, bob.id, review) == "missing"


def test_what_the_trainer_put_right_is_asked_right_and_not_judged_unseen(alice, version):
    editing.change(version.question_id, replace(exams.ONE, explanation="新的解析"), 1, alice.id)
    assert refused(say, alice, version, "A") == "practice_changed"
    assert pile.shown(pile.of(alice.id).due[0]).said.explanation == "新的解析"


def test_the_same_mistake_in_a_later_exam_is_due_again(alice, version, set_clock):
    say(alice, version, "A")
    set_clock(MONDAY_MORNING + timedelta(hours=3))
    assert waits(alice) == (0, 1)
    exams.mistake(alice, version, "第二份")
    assert waits(alice) == (1, 0)
    say(alice, version, "A", nth=2)
    assert waits(alice) == (0, 1)


def test_pay_and_measures_know_nothing_of_practice():
    """Never part of pay (rules.md §7, §8)."""
    floors = [*Path("app").glob("*/pay"), *Path("app").glob("*/measures")]
    files = [file for floor in floors for file in floor.rglob("*.py")]
    assert len(files) > 40
    assert [file for file in files if "practice" in file.read_text("utf-8").lower()] == []
