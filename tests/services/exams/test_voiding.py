"""A bad question is voided for everybody in one act (rules.md §7)."""

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.models import Attempt, AttemptScore, QuestionVoiding
from app.services.exams import answering, ending, scoring, starting, voiding, voidings
from app.services.exams.answering import Given
from tests import builders, exams
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def trainer(database, set_clock):
    return builders.person("tina", "trainer")


@pytest.fixture
def paper(database, set_clock):
    """Five questions; four right are a pass."""
    exams.bank_of(5)
    return exams.open_paper(("single", 5))


@pytest.fixture
def later(set_clock):
    return lambda: set_clock(clock.now() + timedelta(minutes=1))


def taken(name, paper, said):
    return exams.taken(builders.person(name), paper, *said)


def place_of(attempt, version):
    return next(n for n in range(1, 6) if exams.version_at(attempt, n) == version)


def missed(name, paper, version, wrong):
    """Somebody gets this one wrong, and so many others."""
    number = starting.start(paper.id, builders.person(name).id, name)
    attempt = db.session.get(Attempt, number)
    place = place_of(attempt, version)
    others = [n for n in range(1, 6) if n != place][:wrong]
    for n in range(1, 6):
        said = "B" if n in (place, *others) else "A"
        answering.answer(number, attempt.person_id, Given(n, "phone", n, (said,)))
    ending.hand_in(number, attempt.person_id)
    return attempt


def changes(version):
    return {
        one.attempt.person.login: (one.old.score, one.new.score, one.passes)
        for one in voidings.of(version).changes
    }


def scores(attempt):
    query = db.session.query(AttemptScore).filter_by(attempt_id=attempt.id)
    return [(one.why, one.score, one.passed) for one in query.order_by(AttemptScore.nth)]


def test_all_are_regraded_as_it_was_foreseen(trainer, paper):
    first = taken("alice", paper, "AAAAA")
    version = exams.version_at(first)
    helped, below = missed("bob", paper, version, 1), missed("carol", paper, version, 2)
    foreseen = changes(version)
    assert foreseen == {
        "alice": (500, 500, False),
        "bob": (300, 400, True),
        "carol": (200, 300, False),
    }
    assert voiding.void(version, "两个答案都对", trainer.id) == 3
    assert changes(version) == foreseen
    assert scores(helped) == [("ended", "300", False), ("voided", "400", True)]
    assert (helped.passed_at is not None, below.passed_at) == (True, None)
    assert voidings.of(version).done.reason == "两个答案都对"


def test_it_takes_no_pass_away_and_no_other_voiding_is_mixed_in(trainer, paper, later):
    attempt = taken("alice", paper, "AAABB")
    one, other = exams.version_at(attempt, 4), exams.version_at(attempt, 5)
    later()
    voiding.void(one, "过时", trainer.id)
    passed_at = attempt.passed_at
    later()
    voiding.void(other, "过时", trainer.id)
    assert (changes(one), changes(other)) == (
        {"alice": (300, 400, True)},
        {"alice": (400, 500, False)},
    )
    assert attempt.passed_at == passed_at is not None


def test_of_two_who_press_one_does_it(trainer, paper):
    attempt = taken("alice", paper, "AAAAA")
    version = exams.version_at(attempt)
    voiding.void(version, "过时", trainer.id)
    other = builders.person("tom", "trainer")
    assert refused(voiding.void, version, "过时了", other.id) == "void_already"
    assert db.session.query(QuestionVoiding).one().by_id == trainer.id
    assert len(scores(attempt)) == 2


def test_half_done_is_not_done(trainer, paper, monkeypatch):
    attempts = [taken(name, paper, "AAAAA") for name in ("alice", "bob")]
    version, reckon = exams.version_at(attempts[0]), scoring.reckon

    def fails_at_the_second(attempt_id, *rest):
        if attempt_id == attempts[1].id:
            raise OSError("no room left")
        return reckon(attempt_id, *rest)

    monkeypatch.setattr(scoring, "reckon", fails_at_the_second)
    with pytest.raises(OSError, match="no room"):
        voiding.void(version, "过时", trainer.id)
    assert db.session.query(QuestionVoiding).count() == 0
    assert [len(scores(one)) for one in attempts] == [1, 1]


def test_who_is_at_it_has_it_in_full_at_his_end(trainer, paper):
    alice = builders.person("alice")
    number = starting.start(paper.id, alice.id, "k")
    attempt = db.session.get(Attempt, number)
    bad = voidings.of(exams.version_at(attempt))
    assert (bad.running, bad.changes) == (1, [])
    assert voiding.void(bad.version_id, "过时", trainer.id) == 0
    ending.hand_in(number, alice.id)
    assert (attempt.score, attempt.full) == ("100", 500)


def test_nobody_voids_himself_into_a_pass(trainer, paper):
    failed = exams.taken(trainer, paper, *"AAABB")
    version = exams.version_at(failed, 4)
    assert refused(voiding.void, version, "过时", trainer.id) == "void_own"
    voiding.void(version, "过时", builders.person("tom", "trainer").id)
    assert failed.passed_at is not None
    voiding.void(exams.version_at(failed, 5), "过时", trainer.id)


def test_an_answer_that_waited_waits_no_more(trainer):
    exams.bank_of(1, "short")
    attempt = exams.taken(builders.person("alice"), exams.open_paper(("short", 1)), "问候")
    voiding.void(exams.version_at(attempt), "问得不清楚", trainer.id)
    assert (attempt.unmarked, attempt.score) == (0, "100")


def test_what_is_not_there_is_missing(trainer):
    assert refused(voiding.void, 99, "过时", trainer.id) == "missing"
    assert refused(voidings.of, 99) == "missing"
