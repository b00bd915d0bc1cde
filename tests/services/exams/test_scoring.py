"""What an attempt comes to, and again after a mark or a voiding (rules.md §7)."""

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import (
    AnswerEvent,
    AnswerMark,
    Attempt,
    AttemptQuestion,
    AttemptScore,
    LateAcceptance,
    QuestionVoiding,
)
from app.services.exams import answering, ending, results, scoring, starting
from app.services.exams.answering import Given
from tests import builders, exams
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice")


@pytest.fixture
def trainer(alice):
    return builders.person("tina", "trainer")


def sat(alice, *kinds, said=(), **terms):
    """An attempt with an answer for each place, not yet handed in."""
    for kind in dict.fromkeys(kinds):
        exams.bank_of(kinds.count(kind), kind)
    paper = exams.open_paper(*((kind, 1) for kind in kinds), **terms)
    made = db.session.get(Attempt, starting.start(paper.id, alice.id, "k"))
    for seq, text in enumerate(said, 1):
        answering.answer(made.id, alice.id, Given(seq, "phone", seq, (text,)))
    return made


def scores(attempt):
    query = select(AttemptScore).where(AttemptScore.attempt_id == attempt.id)
    return list(db.session.scalars(query.order_by(AttemptScore.nth)))


def mark(attempt, by, place, points):
    event = db.session.scalars(select(AnswerEvent).where(AnswerEvent.place == place)).one()
    builders.add(AnswerMark(event_id=event.id, points=points, at=clock.now(), by_id=by.id))
    return scoring.reckon(attempt.id, "marked", by.id)


def test_the_end_scores_at_once(alice):
    attempt = sat(alice, "single", "true_false", said=("A", "false"))
    ending.hand_in(attempt.id, alice.id)
    [row] = scores(attempt)
    assert (row.why, row.score, row.full, row.passed) == ("ended", "100", 200, False)
    assert row.by_place == {"1": "100", "2": "0"}
    assert (attempt.score, attempt.full, attempt.passed_at) == ("100", 200, None)


def test_a_running_attempt_has_no_score(alice):
    assert refused(scoring.reckon, sat(alice, "single").id, "ended") == "exam_runs"


def test_a_short_answer_waits_and_the_mark_makes_the_pass(alice, trainer):
    attempt = sat(alice, "single", "short", said=("A", "问候"))
    ending.hand_in(attempt.id, alice.id)
    assert (attempt.unmarked, attempt.score, attempt.passed_at) == (1, "100", None)
    mark(attempt, trainer, 2, 60)
    first, second = scores(attempt)
    assert first.by_place["2"] is None and second.by_place["2"] == "60"
    assert (second.score, second.passed, second.by_id) == ("160", True, trainer.id)
    assert (attempt.unmarked, attempt.passed_at) == (0, clock.now())


def test_a_pass_stays_when_a_later_score_is_lower(alice, trainer):
    attempt = sat(alice, "short", said=("问候",))
    ending.hand_in(attempt.id, alice.id)
    mark(attempt, trainer, 1, 100)
    mark(attempt, trainer, 1, 0)
    assert [one.passed for one in scores(attempt)] == [False, True, False]
    assert attempt.passed_at is not None and attempt.score == "0"


def test_a_voided_question_counts_in_full(alice, trainer):
    attempt = sat(alice, "single", said=("B",))
    ending.hand_in(attempt.id, alice.id)
    version = db.session.scalar(select(AttemptQuestion.version_id))
    builders.add(
        QuestionVoiding(version_id=version, at=clock.now(), by_id=trainer.id, reason="题错了")
    )
    row = scoring.reckon(attempt.id, "voided", trainer.id)
    assert (row.score, row.by_place, row.passed) == ("100", {"1": None}, True)


def test_a_late_answer_counts_once_it_is_accepted(alice, trainer):
    attempt = sat(alice, "single")
    ending.hand_in(attempt.id, alice.id)
    answering.answer(attempt.id, alice.id, Given(1, "phone", 1, ("A",)))
    assert attempt.score == "0"
    up_to = db.session.scalar(select(AnswerEvent.id))
    facts = {"attempt_id": attempt.id, "up_to_id": up_to, "by_id": trainer.id}
    builders.add(LateAcceptance(reason="停电", at=clock.now(), **facts))
    scoring.reckon(attempt.id, "late", trainer.id)
    assert attempt.score == "100"


def test_right_answers_come_with_a_release_after_the_end(alice, trainer):
    attempt = sat(alice, "single", said=("B",))
    exams.release(attempt.paper, trainer)
    ending.hand_in(attempt.id, alice.id)
    [one] = results.released(attempt)
    assert one.to_read_again and one.said == ("B",)


def test_a_release_before_the_end_is_for_others(alice, trainer, set_clock):
    attempt = sat(alice, "single", said=("B",))
    exams.release(attempt.paper, trainer)
    set_clock(clock.now() + (attempt.ends_at - attempt.started_at))
    ending.hand_in(attempt.id, alice.id)
    assert results.released(attempt) == []


def test_what_he_is_asked_again_stays_unsaid_until_that_is_over_too(alice, trainer, set_clock):
    exams.bank_of(1)
    paper = exams.open_paper(("single", 1), retake_days=0)
    first = db.session.get(Attempt, starting.start(paper.id, alice.id, "k"))
    ending.hand_in(first.id, alice.id)
    starting.start(paper.id, alice.id, "k2")
    set_clock(clock.now())
    exams.release(paper, trainer)
    assert results.is_released(first) and results.released(first) == []
