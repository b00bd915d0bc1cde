"""Papers as the trainer makes them (rules.md §7)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.models import AuditEntry, Paper, PaperDraw, PaperRelease
from app.rules.exams.question import Question
from app.services.exams import papers, releasing
from app.services.exams.papers import Said
from app.services.exams.pools import Drawn
from app.services.questions import editing
from tests import builders, exams
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
CULTURE = Drawn("culture", "", "true_false", 2)
TERMS = {"minutes": 30, "pass_percent": 80, "retakes": 2, "retake_days": 1}
SAID = Said("规则", draws=(CULTURE,), **TERMS)


@pytest.fixture
def trainer(database, set_clock):
    return builders.person("tina", "trainer")


def asked(text, module="culture", tags=()):
    return exams.question(
        Question("true_false", text, answers=(("true",),), module=module, tags=tags)
    )


def test_a_new_paper_is_a_draft_with_its_lines(trainer):
    paper = papers.one(papers.create(SAID, trainer.id))
    assert (paper.is_open, paper.published_at, paper.made_by_id) == (False, None, trainer.id)
    assert papers.said(paper) == SAID


def test_it_starts_from_the_terms_of_the_house():
    assert papers.usual() == TERMS


def test_what_asks_for_nothing_is_no_paper(trainer):
    assert refused(papers.create, replace(SAID, draws=()), trainer.id) == "paper_empty"


def test_two_papers_of_one_name_would_be_mistaken(trainer):
    first = papers.create(SAID, trainer.id)
    assert refused(papers.create, SAID, trainer.id) == "paper_title_taken"
    papers.change(first, replace(SAID, minutes=45), trainer.id)
    assert papers.one(first).minutes == 45


def test_it_is_published_once_the_bank_has_enough(trainer):
    number = papers.create(SAID, trainer.id)
    asked("要守时")
    asked("别的模块", module="product")
    assert refused(papers.publish, number, trainer.id) == "paper_too_few"
    asked("要诚实")
    papers.publish(number, trainer.id)
    assert papers.one(number).is_open
    assert db.session.query(AuditEntry).filter_by(action="paper_published").count() == 1


def test_a_question_out_of_use_does_not_count(trainer):
    number = papers.create(SAID, trainer.id)
    versions = asked("要守时"), asked("要诚实")
    editing.retire(versions[0].question_id, trainer.id, out=True)
    assert refused(papers.publish, number, trainer.id) == "paper_too_few"


def test_what_one_line_draws_the_next_cannot(trainer):
    asked("要守时", tags=("守则",))
    asked("要诚实")
    tagged = Drawn("", "守则", "", 1)
    number = papers.create(replace(SAID, draws=(CULTURE, tagged)), trainer.id)
    assert refused(papers.publish, number, trainer.id) == "paper_too_few"
    asked("要细心")
    papers.change(number, replace(SAID, draws=(tagged, CULTURE)), trainer.id)
    papers.publish(number, trainer.id)


def test_an_open_paper_is_not_changed_into_one_that_cannot_be_drawn(trainer):
    number = papers.create(SAID, trainer.id)
    asked("要守时")
    asked("要诚实")
    papers.publish(number, trainer.id)
    more = replace(SAID, draws=(replace(CULTURE, count=3),))
    assert refused(papers.change, number, more, trainer.id) == "paper_too_few"
    assert papers.said(papers.one(number)) == SAID


def test_it_is_withdrawn_and_published_again(trainer):
    number = papers.create(replace(SAID, draws=(replace(CULTURE, count=1),)), trainer.id)
    asked("要守时")
    papers.publish(number, trainer.id)
    papers.withdraw(number, trainer.id)
    assert not papers.one(number).is_open
    papers.publish(number, trainer.id)
    assert papers.one(number).is_open


def test_a_draft_is_deleted_with_its_lines(trainer):
    number = papers.create(SAID, trainer.id)
    papers.delete(number, trainer.id)
    assert (db.session.query(Paper).count(), db.session.query(PaperDraw).count()) == (0, 0)
    papers.create(SAID, trainer.id)


def test_what_was_ever_out_is_kept(trainer):
    number = papers.create(replace(SAID, draws=(replace(CULTURE, count=1),)), trainer.id)
    asked("要守时")
    papers.publish(number, trainer.id)
    papers.withdraw(number, trainer.id)
    assert refused(papers.delete, number, trainer.id) == "paper_was_out"
    assert not papers.one(number).is_open


def test_of_a_draft_nothing_is_released(trainer):
    number = papers.create(SAID, trainer.id)
    assert refused(releasing.release, number, trainer.id) == "paper_not_out"


EACH = [papers.publish, papers.withdraw, papers.delete, releasing.release]


@pytest.mark.parametrize("work", EACH)
def test_what_is_not_there_is_missing(trainer, work):
    assert refused(work, 99, trainer.id) == "missing"


def test_a_release_is_for_those_who_have_ended(trainer):
    paper, hour = exams.open_paper(), timedelta(hours=1)
    exams.attempt(builders.person("alice"), paper, ended_at=clock.now() - hour)
    exams.attempt(builders.person("bob"), paper)
    assert releasing.release(paper.id, trainer.id) == 1
    assert releasing.release(paper.id, trainer.id) == 0
    assert db.session.query(PaperRelease).count() == 2
    assert [one.by for one in releasing.of(paper.id)] == [trainer.name] * 2
