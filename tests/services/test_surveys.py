"""One question after a deal: one answer for each link and deal, for 14 days (rules.md §12)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Survey
from app.models.visible import OWN
from app.rules.measures import dictionary, periods
from app.services.customers.within import Who
from app.services.measures import behind, counting
from app.services.measures.behind import Opened
from app.services.measures.cutting import Cut
from app.services.surveys import asking
from app.services.surveys.asking import Said
from tests import builders
from tests.services.deals.conftest import desk  # noqa: F401 (a fixture)
from tests.services.refusals import refused

MONTH = periods.containing("month", date(2026, 11, 23))
NO_BODY = "no such link"


@pytest.fixture
def deal(desk):  # noqa: F811
    half = ((desk.alice.id, 5_000), (desk.bob.id, 5_000))
    return desk.deal(shares=half)


def test_a_link_takes_one_answer(desk, deal):  # noqa: F811
    token = asking.ask(deal, desk.rep)
    assert asking.is_open(token)
    asking.answer(token, Said(5, "很耐心"))
    assert not asking.is_open(token)
    assert refused(asking.answer, token, Said(1)) == "survey_over"
    assert refused(asking.ask, deal, desk.rep) == "survey_answered"
    found = asking.answered(deal)
    assert (found.score, found.remark, found.answered_on) == (5, "很耐心", clock.today())


def test_it_is_over_after_fourteen_days(desk, deal, set_clock):  # noqa: F811
    token = asking.ask(deal, desk.rep)
    set_clock(clock.now() + timedelta(days=14) - timedelta(seconds=1))
    assert asking.is_open(token)
    set_clock(clock.now() + timedelta(seconds=1))
    assert not asking.is_open(token)
    assert refused(asking.answer, token, Said(5)) == "survey_over"


def test_a_new_link_ends_the_one_before(desk, deal, set_clock):  # noqa: F811
    first = asking.ask(deal, desk.rep)
    set_clock(clock.now() + timedelta(minutes=1))
    second = asking.ask(deal, desk.rep)
    assert (asking.is_open(first), asking.is_open(second)) == (False, True)


@pytest.mark.parametrize("score", [0, 6, -1])
def test_other_answers_there_are_none(desk, deal, score):  # noqa: F811
    token = asking.ask(deal, desk.rep)
    assert refused(asking.answer, token, Said(score)) == "survey_score"
    assert refused(asking.answer, token, Said(5, "长" * 501)) == "survey_long"
    assert refused(asking.answer, NO_BODY, Said(5)) == "survey_over"
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE survey SET score = 6"))
    db.session.rollback()


def test_the_table_knows_no_link(desk, deal):  # noqa: F811
    token = asking.ask(deal, desk.rep)
    assert token not in str(db.session.execute(select(Survey.__table__)).all())


def test_somebody_elses_deal_is_not_there(desk, deal):  # noqa: F811
    carol = builders.person("carol")
    assert refused(asking.ask, deal, Who(carol.id, OWN)) == "missing"


def test_of_two_links_answered_at_once_one_counts(app, desk, deal, set_clock):  # noqa: F811
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one connection in memory; a file lets one writer in at a time")
    tokens = [asking.ask(deal, desk.rep) for _ in range(2)]  # of one instant: both are open
    db.session.remove()

    def press(token: str) -> str:
        with app.app_context():
            try:
                asking.answer(token, Said(4))
            except RuleBroken as refusal:
                return refusal.code
            finally:
                db.session.remove()
        return "done"

    with ThreadPoolExecutor(2) as fingers:
        assert sorted(fingers.map(press, tokens)) == ["done", "survey_over"]
    assert db.session.scalar(select(func.count()).where(Survey.score == 4)) == 1


def test_four_and_five_are_pleased_and_a_shared_answer_is_one(desk, deal):  # noqa: F811
    asking.answer(asking.ask(deal, desk.rep), Said(4))
    other = desk.deal(uuid="other")
    asking.answer(asking.ask(other, desk.rep), Said(3))

    def rate(by, key):
        counts = counting.counts(MONTH, Cut(by)).get(key, {})
        return dictionary.value(dictionary.MEASURES["satisfaction"], counts)

    assert rate("company", 0) == rate("person", desk.alice.id) == Fraction(1, 2)
    assert rate("person", desk.bob.id) == 1
    assert rate("person", desk.boss.id) is None
    rows, total = behind.page(Opened("satisfaction", MONTH, Cut("person"), desk.alice.id), 1)
    assert (total, sum(row.counted for row in rows)) == (2, 1)
