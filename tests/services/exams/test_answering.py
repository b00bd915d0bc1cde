"""Answers as they arrive, to the last second (rules.md §7)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import AnswerEvent, Attempt, AttemptScore
from app.services.exams import answering, ending, sitting, starting
from app.services.exams.answering import Given
from tests import builders, exams
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
SECOND = timedelta(seconds=1)


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice")


@pytest.fixture
def attempt(alice):
    exams.bank_of(2)
    paper = exams.open_paper(("single", 2))
    return db.session.get(Attempt, starting.start(paper.id, alice.id, "k"))


def say(attempt, person, seq, *said, place=1, device="phone"):
    return answering.answer(attempt.id, person.id, Given(place, device, seq, said))


def count():
    return db.session.scalar(select(func.count()).select_from(AnswerEvent))


def held(attempt):
    return sitting.of(attempt).said


def test_an_answer_sent_again_is_one(attempt, alice):
    assert say(attempt, alice, 1, "A") and say(attempt, alice, 1, "A")
    assert count() == 1


def test_something_else_under_the_same_number_is_refused(attempt, alice):
    say(attempt, alice, 1, "A")
    assert refused(say, attempt, alice, 1, "B") == "exam_answer_differs"
    assert refused(say, attempt, alice, 1, "A", place=2) == "exam_answer_differs"


def test_another_device_goes_on_and_the_last_word_holds(attempt, alice):
    say(attempt, alice, 2, "B")
    say(attempt, alice, 1, "A")
    assert held(attempt) == {1: ("B",)}
    say(attempt, alice, 1, "A", device="desk")
    assert held(attempt) == {1: ("A",)}


def test_to_the_last_second_and_afterwards_as_evidence_alone(attempt, alice, set_clock):
    end = attempt.ends_at
    set_clock(end - SECOND)
    assert say(attempt, alice, 1, "A")
    set_clock(end)
    assert not say(attempt, alice, 2, "B")
    assert not say(attempt, alice, 2, "B")
    ending.end_exams()
    db.session.refresh(attempt)
    assert (attempt.score, count(), held(attempt)) == ("100", 2, {1: ("A",)})


def test_nothing_counts_after_handing_in(attempt, alice):
    say(attempt, alice, 1, "A")
    ending.hand_in(attempt.id, alice.id)
    assert not say(attempt, alice, 2, "A", place=2)
    assert db.session.get(Attempt, attempt.id).score == "100"


def test_nobody_answers_for_another(attempt, alice):
    bob = builders.person("bob")
    assert refused(say, attempt, bob, 1, "A") == "missing"
    assert refused(ending.hand_in, attempt.id, bob.id) == "missing"
    assert refused(say, attempt, alice, 1, "A", place=3) == "missing"


def test_handed_in_twice_ends_once(attempt, alice, set_clock):
    say(attempt, alice, 1, "A")
    say(attempt, alice, 2, "A", place=2)
    ending.hand_in(attempt.id, alice.id)
    at = clock.now()
    set_clock(at + timedelta(hours=2))
    ending.hand_in(attempt.id, alice.id)
    db.session.refresh(attempt)
    assert (attempt.ended_how, attempt.ended_at, attempt.passed_at) == ("handed_in", at, at)
    assert db.session.scalar(select(func.count()).select_from(AttemptScore)) == 1


def test_a_running_one_is_left_alone_by_the_clock(attempt, alice):
    ending.end_exams()
    assert db.session.get(Attempt, attempt.id).ended_at is None
