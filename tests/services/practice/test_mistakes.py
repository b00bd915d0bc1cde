"""What comes into practice, and what may not yet (rules.md §7: right answers are not sent before the
release)."""

from datetime import timedelta

import pytest

from app import clock
from app.services.practice import mistakes
from app.services.questions import editing
from tests import builders, exams
from tests.exams import WORTH

pytestmark = pytest.mark.usefixtures("database", "set_clock")
HOUR = timedelta(hours=1)


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice")


@pytest.fixture
def over(alice):
    """An attempt of Alice that ended an hour ago; the paper's answers are not out."""
    version = exams.question()
    made = exams.attempt(alice, exams.paper(), version, ended_at=clock.now() - HOUR)
    return made, version.question_id


def test_a_mistake_comes_with_the_release_and_not_before(alice, over):
    attempt, number = over
    exams.score(attempt, 0)
    assert mistakes.of(alice.id) == {}
    exams.release(attempt.paper, alice)
    assert mistakes.of(alice.id) == {number: attempt.ended_at}


def test_a_release_before_the_end_lets_nothing_out(alice, over):
    attempt, _ = over
    exams.score(attempt, 0)
    exams.release(attempt.paper, alice, clock.now() - 2 * HOUR)
    assert mistakes.of(alice.id) == {}


@pytest.mark.parametrize(
    ("earned", "wrong"),
    [(0, True), ("200/3", True), (WORTH, False), (str(WORTH), False), (None, False)],
)
def test_wrong_is_what_earned_less_than_it_could(alice, over, earned, wrong):
    """What waits for a mark or is void earned None: no mistake."""
    attempt, number = over
    exams.score(attempt, earned)
    exams.release(attempt.paper, alice)
    assert (number in mistakes.of(alice.id)) is wrong


def test_the_last_reckoning_counts(alice, over):
    attempt, _ = over
    exams.score(attempt, 0)
    exams.score(attempt, WORTH, nth=2)
    exams.release(attempt.paper, alice)
    assert mistakes.of(alice.id) == {}


def test_what_stands_in_an_attempt_that_runs_or_is_not_released_is_held_back(alice):
    version = exams.question()
    exams.mistake(alice, version)
    assert mistakes.of(alice.id)
    exams.attempt(alice, exams.paper("另一份"), version)
    assert mistakes.of(alice.id) == {}


def test_it_is_ones_own_and_in_use(alice):
    version, bob = exams.question(), builders.person("bob")
    exams.mistake(alice, version)
    assert mistakes.of(bob.id) == {}
    editing.retire(version.question_id, bob.id, out=True)
    assert mistakes.of(alice.id) == {}
