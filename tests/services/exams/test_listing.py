"""Where somebody stands with his papers, and what may be shown of an attempt (rules.md §7)."""

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.models import Attempt
from app.services.exams import answering, ending, listing, sitting, starting
from app.services.exams.answering import Given
from tests import builders, exams
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def alice(database, set_clock):
    exams.bank_of(4)
    return builders.person("alice")


def begin(paper, person, key="k"):
    return db.session.get(Attempt, starting.start(paper.id, person.id, key))


def titles(person):
    return [one.paper.title for one in listing.own(person.id)]


def test_what_runs_comes_first_then_what_is_required_and_what_is_passed_last(alice):
    passed, _other, _needed, running = (
        exams.open_paper(("single", 1), title=title, required=title == "必考")
        for title in ("考过", "别的", "必考", "正在考")
    )
    done = begin(passed, alice, "1")
    answering.answer(done.id, alice.id, Given(1, "phone", 1, ("A",)))
    ending.hand_in(done.id, alice.id)
    begin(running, alice, "2")
    assert titles(alice) == ["正在考", "必考", "别的", "考过"]


def test_drafts_and_what_is_withdrawn_are_not_listed_unless_taken(alice):
    exams.paper("草稿")
    exams.open_paper(("single", 1), title="撤下", withdrawn_at=clock.now())
    taken = exams.open_paper(("single", 1), title="考过的")
    ending.hand_in(begin(taken, alice).id, alice.id)
    taken.withdrawn_at = clock.now()
    db.session.commit()
    assert titles(alice) == ["考过的"]
    assert not listing.own(alice.id)[0].may_start


def test_time_over_waits_until_the_end_is_noted_and_then_for_the_next_day(alice, set_clock):
    paper = exams.open_paper(("single", 2))
    begin(paper, alice)
    set_clock(clock.now() + HALF_AN_HOUR)
    one = listing.of(paper, alice.id)
    assert (one.running, one.may_start, one.chance.why.code) == (None, False, "exam_waits")
    ending.end_exams()
    assert listing.of(paper, alice.id).chance.why.code == "exam_too_soon"


def test_a_sitting_knows_what_is_open(alice):
    attempt = begin(exams.open_paper(("single", 2)), alice)
    answering.answer(attempt.id, alice.id, Given(2, "phone", 1, ("B",)))
    answering.answer(attempt.id, alice.id, Given(1, "phone", 2, ("",)))
    found = sitting.of(attempt)
    assert (found.open_places, found.said[2]) == ([1], ("B",))
    assert found.upto == sitting.last_arrived(attempt.id) > 0


def test_another_ones_attempt_is_missing(alice):
    attempt = begin(exams.open_paper(("single", 1)), alice)
    assert refused(sitting.own, attempt.id, builders.person("bob").id) == "missing"
    assert refused(sitting.own, attempt.id + 1, alice.id) == "missing"


def test_a_late_answer_ends_what_nobody_ended(alice, set_clock):
    attempt = begin(exams.open_paper(("single", 1)), alice)
    set_clock(clock.now() + HALF_AN_HOUR)
    assert not answering.answer(attempt.id, alice.id, Given(1, "phone", 1, ("A",)))
    assert (attempt.ended_how, attempt.score) == ("time", "0")
