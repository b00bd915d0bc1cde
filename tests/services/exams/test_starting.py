"""Beginning an attempt (rules.md §7)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Attempt, AttemptQuestion, QuestionVersion
from app.services.exams import ending, starting
from app.services.questions import bank
from app.services.transaction import write
from tests import builders, exams
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
DAY = timedelta(days=1)


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice")


def asked(attempt_id):
    query = select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt_id)
    return list(db.session.scalars(query.order_by(AttemptQuestion.place)))


def begin(paper, person, key="k1"):
    return starting.start(paper.id, person.id, key)


def test_questions_are_drawn_in_the_order_of_the_draws_with_their_worth(alice):
    exams.bank_of(5), exams.bank_of(2, "multiple", points=250)
    paper = exams.open_paper(("multiple", 1), ("single", 3))
    made = begin(paper, alice)
    assert [one.points for one in asked(made)] == [250, 100, 100, 100]
    attempt = db.session.get(Attempt, made)
    assert (attempt.nth, attempt.full, attempt.pass_percent) == (1, 550, 80)
    assert attempt.ends_at - attempt.started_at == timedelta(minutes=30)


def test_starting_twice_gives_the_same_attempt(alice):
    exams.bank_of(3)
    paper = exams.open_paper(("single", 2))
    first = begin(paper, alice)
    assert begin(paper, alice) == begin(paper, alice, "another press") == first
    other = exams.open_paper(("single", 1), title="流程")
    assert refused(begin, other, alice) == "exam_key_differs"


def test_a_press_that_comes_again_after_the_end_begins_nothing_new(alice, set_clock):
    exams.bank_of(3)
    paper = exams.open_paper(("single", 2))
    first = begin(paper, alice)
    ending.hand_in(first, alice.id)
    set_clock(clock.now() + DAY)
    assert begin(paper, alice) == first


def test_again_a_day_later_with_other_questions_three_times_in_all(alice, set_clock):
    exams.bank_of(5)
    paper, seen = exams.open_paper(("single", 2)), []
    for key in ("k1", "k2", "k3"):
        made = begin(paper, alice, key)
        seen.append({one.version_id for one in asked(made)})
        ending.hand_in(made, alice.id)
        assert refused(begin, paper, alice, "too soon") in ("exam_too_soon", "exam_used_up")
        set_clock(clock.now() + DAY)
    assert not seen[0] & seen[1] and len(seen[2] - seen[1] - seen[0]) == 1
    assert refused(begin, paper, alice, "k4") == "exam_used_up"


def test_what_ran_out_of_time_counts_and_does_not_go_on(alice, set_clock):
    exams.bank_of(2)
    paper = exams.open_paper(("single", 2))
    first = begin(paper, alice)
    set_clock(clock.now() + timedelta(minutes=30))
    assert refused(begin, paper, alice, "k2") == "exam_too_soon"
    set_clock(clock.now() + DAY)
    assert begin(paper, alice, "k2") != first
    ended = db.session.get(Attempt, first)
    assert (ended.ended_how, ended.ended_at, ended.score) == ("time", ended.ends_at, "0")


def test_an_attempt_keeps_the_versions_of_its_start(alice):
    exams.bank_of(1)
    made = begin(exams.open_paper(("single", 1)), alice)
    with write():
        row = db.session.get(QuestionVersion, asked(made)[0].version_id)
        question = bank.known([db.session.scalar(select(exams.bank.Question.identity))])
        standing = next(iter(question.values()))[0][0]
        new = bank.revise(standing, exams.numbered("single", 9, "规则"), None)
    assert asked(made)[0].version_id == row.id != new.id


def test_a_bank_that_is_too_small_refuses_with_its_numbers(alice):
    exams.bank_of(2)
    assert refused(begin, exams.open_paper(("single", 3)), alice) == "exam_bank_short"
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_only_what_is_open_and_there(alice):
    exams.bank_of(2)
    assert refused(begin, exams.paper(), alice) == "missing"
    away = exams.open_paper(("single", 1), title="旧的", withdrawn_at=clock.now())
    assert refused(begin, away, alice) == "exam_closed"
