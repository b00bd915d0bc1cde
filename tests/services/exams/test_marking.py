"""Short answers are scored by a trainer; every mark stays, the last one holds (rules.md §7)."""

import pytest

from app.extensions import db
from app.models import AnswerMark, AttemptScore, OnboardingPass
from app.services.exams import marking, papers, to_mark, waiting
from app.services.exams.marking import Mark
from tests import builders, exams
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def trainer(database, set_clock):
    return builders.person("tina", "trainer")


@pytest.fixture
def paper(database, set_clock):
    """One short answer."""
    exams.bank_of(1, "short")
    return exams.open_paper(("short", 1))


def given(attempt, points, by, note="", seen=0):
    number = exams.answer_of(attempt).id
    asked = exams.version_at(attempt)
    return marking.mark(attempt.paper_id, asked, {number: Mark(points, note, seen)}, by.id)


def answers(attempt):
    asked = to_mark.question(attempt.paper_id, exams.version_at(attempt))
    return to_mark.answers(attempt.paper_id, asked)


def scores(attempt):
    query = db.session.query(AttemptScore).filter_by(attempt_id=attempt.id)
    return [(one.why, one.score, one.passed) for one in query.order_by(AttemptScore.nth)]


def last_mark():
    return db.session.query(AnswerMark).order_by(AnswerMark.id.desc()).first()


def test_a_mark_makes_the_pass(trainer, paper):
    attempt = exams.taken(builders.person("alice"), paper, "先问候")
    assert given(attempt, 100, trainer).passed == (attempt.person_id,)
    assert scores(attempt) == [("ended", "0", False), ("marked", "100", True)]
    assert (attempt.unmarked, attempt.passed_at is not None) == (0, True)


def test_with_the_last_required_paper_the_onboarding_is_passed_at_once(trainer, paper):
    alice = builders.person("alice")
    papers.change(paper.id, with_required(paper), trainer.id)
    given(exams.taken(alice, paper, "先问候"), 100, trainer)
    assert db.session.get(OnboardingPass, alice.id).how == "done"


def with_required(paper):
    return papers.Said(**{**vars(papers.said(paper)), "required": True})


def test_the_last_mark_holds_and_both_stay(trainer, paper):
    attempt = exams.taken(builders.person("alice"), paper, "先问候")
    given(attempt, 100, trainer)
    given(attempt, 25, trainer, "没说身份", seen=last_mark().id)
    [one] = answers(attempt)
    assert [(mark.points, mark.note) for mark in one.given] == [(25, "没说身份"), (100, "")]
    assert scores(attempt)[1:] == [("marked", "100", True), ("marked", "25", False)]
    assert attempt.passed_at is not None, "a pass once earned stays"


def test_the_same_again_changes_nothing(trainer, paper):
    attempt = exams.taken(builders.person("alice"), paper, "先问候")
    assert [given(attempt, 75, trainer).answers for _press in range(2)] == [1, 0]
    assert db.session.query(AnswerMark).count() == 1


def test_nobody_writes_over_a_mark_that_he_has_not_seen(trainer, paper):
    attempt = exams.taken(builders.person("alice"), paper, "先问候")
    given(attempt, 75, trainer)
    other = builders.person("tom", "trainer")
    assert refused(given, attempt, 50, other) == "mark_newer"
    first = last_mark().id
    given(attempt, 50, other, seen=first)
    assert given(attempt, 75, trainer, seen=first).answers == 0, "left as it was shown"
    assert last_mark().points == 50


def test_nobody_marks_his_own_answer(trainer, paper):
    attempt = exams.taken(trainer, paper, "先问候")
    assert refused(given, attempt, 100, trainer) == "mark_own"
    assert (waiting.count_for(trainer.id), attempt.unmarked) == (0, 1)
    assert [one.waiting for one in waiting.of(paper.id, trainer.id)] == [0]


@pytest.mark.parametrize("points", [-25, 10, 101, 10_000])
def test_points_come_in_steps_up_to_the_whole(trainer, paper, points):
    attempt = exams.taken(builders.person("alice"), paper, "先问候")
    assert refused(given, attempt, points, trainer) == "mark_step"


def test_one_refusal_keeps_none(trainer, paper):
    first = exams.taken(builders.person("alice"), paper, "先问候")
    second = exams.taken(builders.person("bob"), paper, "直接报价")
    pair = {exams.answer_of(first).id: Mark(100), exams.answer_of(second).id: Mark(33)}
    version = exams.version_at(first)
    assert refused(marking.mark, paper.id, version, pair, trainer.id) == "mark_step"
    assert (db.session.query(AnswerMark).count(), first.unmarked) == (0, 1)


def test_what_the_program_knows_is_not_marked(trainer):
    exams.bank_of(1, "single")
    attempt = exams.taken(builders.person("alice"), exams.open_paper(("single", 1)), "B")
    assert refused(given, attempt, 100, trainer) == "mark_kind"


def test_a_fill_in_that_was_judged_too_hard_gets_its_points(trainer):
    exams.bank_of(1, "fill_in")
    attempt = exams.taken(builders.person("alice"), exams.open_paper(("fill_in", 1)), "差不多")
    assert attempt.score == "0"
    given(attempt, 100, trainer)
    assert (attempt.score, attempt.passed_at is not None) == ("100", True)


def test_alike_stands_beside_alike_those_that_wait_first(trainer, paper):
    attempts = [
        exams.taken(builders.person(name), paper, said)
        for name, said in (("alice", "问候"), ("bob", "报价"), ("carol", "问候"), ("dave", " "))
    ]
    given(attempts[0], 100, trainer)
    assert [one.name for one in answers(attempts[0])] == ["Bob", "Carol", "Alice"]
    [found] = waiting.of(paper.id, trainer.id)
    assert (found.waiting, found.marked, waiting.count_for(trainer.id)) == (2, 1, 2)


def test_an_answer_of_another_paper_is_not_there(trainer, paper):
    attempt = exams.taken(builders.person("alice"), paper, "问候")
    other = exams.open_paper(("short", 1), title="别的")
    asked = (exams.version_at(attempt), {exams.answer_of(attempt).id: Mark(100)}, trainer.id)
    assert refused(marking.mark, other.id, *asked) == "missing"
