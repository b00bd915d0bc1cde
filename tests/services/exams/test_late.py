"""A late answer is evidence, and counts only if a trainer accepts it (rules.md §7)."""

import pytest

from app.extensions import db
from app.models import AttemptScore, LateAcceptance
from app.services.exams import answering, late, marking
from app.services.exams.answering import Given
from app.services.exams.marking import Mark
from tests import builders, exams
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def trainer(database, set_clock):
    return builders.person("tina", "trainer")


@pytest.fixture
def paper(database, set_clock):
    exams.bank_of(2)
    return exams.open_paper(("single", 2))


@pytest.fixture
def attempt(paper):
    """One right, one left open; the right answer to it arrives when it is over."""
    made = exams.taken(builders.person("alice"), paper, "A", "")
    arrives(made, "A", seq=2)
    return made


def arrives(attempt, said, seq, place=2):
    answering.answer(attempt.id, attempt.person_id, Given(place, "phone", seq, (said,)))


def change(attempt):
    return late.change(attempt, late.of(attempt.id))


def test_it_is_shown_with_what_it_would_change(attempt):
    found = change(attempt)
    assert (found.old, found.came.score, found.passes) == (100, 200, True)
    assert [(one.place, one.said, one.accepted) for one in late.of(attempt.id)] == [
        (2, ("A",), False)
    ]
    assert attempt.score == "100"


def test_accepted_it_counts_and_both_scores_stay(trainer, attempt):
    late.accept(attempt.id, change(attempt).up_to, "停电", trainer.id)
    query = db.session.query(AttemptScore).order_by(AttemptScore.nth)
    assert [(one.why, one.score) for one in query] == [("ended", "100"), ("late", "200")]
    assert (attempt.passed_at is not None, change(attempt)) == (True, None)
    assert [one.reason for one in late.accepted(attempt.id)] == ["停电"]


def test_what_came_after_the_trainer_looked_waits(trainer, attempt):
    seen = change(attempt).up_to
    arrives(attempt, "B", seq=3)
    late.accept(attempt.id, seen, "停电", trainer.id)
    assert attempt.score == "200"
    assert (change(attempt).old, change(attempt).came.score) == (200, 100)


def test_a_lower_score_takes_no_pass_away(trainer, attempt):
    late.accept(attempt.id, change(attempt).up_to, "停电", trainer.id)
    arrives(attempt, "B", seq=3)
    late.accept(attempt.id, change(attempt).up_to, "他要求的", trainer.id)
    assert (attempt.score, attempt.passed_at is not None) == ("100", True)


def test_twice_is_once(trainer, attempt):
    up_to = change(attempt).up_to
    late.accept(attempt.id, up_to, "停电", trainer.id)
    assert refused(late.accept, attempt.id, up_to, "停电", trainer.id) == "late_nothing"
    assert db.session.query(LateAcceptance).count() == 1


def test_an_answer_in_time_is_none_that_is_late(trainer, attempt):
    first = exams.answer_of(attempt, place=1).id
    assert refused(late.accept, attempt.id, first, "停电", trainer.id) == "late_nothing"


def test_nobody_accepts_his_own(trainer, paper):
    own = exams.taken(trainer, paper, "A", "")
    arrives(own, "A", seq=2)
    assert refused(late.accept, own.id, change(own).up_to, "停电", trainer.id) == "late_own"


def test_a_short_one_waits_for_its_mark_once_it_is_accepted(trainer):
    exams.bank_of(1, "short")
    attempt = exams.taken(builders.person("alice"), exams.open_paper(("short", 1)), "问候")
    version, first = exams.version_at(attempt), exams.answer_of(attempt).id
    arrives(attempt, "问候,再说身份", seq=2, place=1)
    late.accept(attempt.id, change(attempt).up_to, "断网", trainer.id)
    given = (attempt.paper_id, version, {first: Mark(100)}, trainer.id)
    assert refused(marking.mark, *given) == "mark_changed"
    assert attempt.unmarked == 1
