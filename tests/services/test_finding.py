"""Leads are found, in order, page after page, by who may see them (rules.md §1, §2)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.models import Lead, LeadPhone
from app.models.visible import ALL, OWN
from app.services.leads import finding, places
from app.services.leads import terms as kept
from app.services.leads.finding import Wanted
from app.services.transaction import write
from tests import builders, whole

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


def names(person, asked: Wanted, reach: str = ALL) -> list[str]:
    return [one.name for one in finding.search(person.id, reach, asked).leads]


@pytest.mark.parametrize(
    "typed", ["秀英", "王", "wxy", "火锅", "8000", "lihua", "重庆 138", "cqhg"]
)
def test_a_lead_is_found_by_name_initials_company_number_and_wechat(boss, typed):
    facts = {"company": "重庆火锅店", "wechat": "LiHua_88", "phone": "+8613800138000"}
    builders.lead("王秀英", **facts)
    builders.lead("赵铁柱", company="成都建材", phone="+8613911112222")
    assert names(boss, Wanted(typed)) == ["王秀英"]


def test_a_lead_that_is_renamed_is_found_by_its_new_name_alone(boss):
    lead = builders.lead("王秀英")
    with write() as session:
        session.get_one(Lead, lead.id).name = "李强"
    assert names(boss, Wanted("王秀英")) == []
    assert names(boss, Wanted("李强")) == ["李强"]


def test_a_number_that_goes_to_another_lead_is_found_there(boss):
    one, other = builders.lead("王秀英", phone="+8613800138000"), builders.lead("李强")
    with write() as session:
        phone = session.scalars(select(LeadPhone).where(LeadPhone.lead_id == one.id)).one()
        phone.lead = session.get_one(Lead, other.id)
    assert names(boss, Wanted("13800138000")) == ["李强"]


@pytest.mark.parametrize("typed", ["秀英", "8000", "wxy"])
def test_nobody_finds_what_is_not_his(boss, typed):
    alice = builders.person("alice")
    builders.lead("王秀英", owner=builders.person("bob"), phone="+8613800138000")
    assert names(alice, Wanted(typed), OWN) == []


def test_each_filter_leaves_what_fits(boss):
    alice = builders.person("alice")
    now = clock.now()
    builders.lead("甲", owner=alice, grade="A", stage="quote", kind="own")
    builders.lead("乙", last_call_at=now, grade="B")
    assert names(boss, Wanted(grade="A")) == ["甲"]
    assert names(boss, Wanted(stage="quote")) == ["甲"]
    assert names(boss, Wanted(kind="own")) == ["甲"]
    assert names(boss, Wanted(owner=alice.id)) == ["甲"]
    assert names(boss, Wanted(owner=0)) == ["乙"]
    assert names(boss, Wanted(called="never")) == ["甲"]
    assert names(boss, Wanted(grade="A", owner=0)) == []


moments = st.one_of(st.none(), st.integers(-5, 5))


@given(
    facts=st.lists(st.tuples(moments, moments), min_size=1, max_size=12),
    order=st.sampled_from(places.ORDERS),
    each=st.integers(1, 5),
)
@settings(
    max_examples=settings.default.max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_going_on_from_page_to_page_meets_each_lead_once_and_in_order(
    set_clock, facts, order, each
):
    alice = builders.person(f"alice{next(builders.numbers)}")
    now = clock.now()

    def at(hours):
        return None if hours is None else now + timedelta(hours=hours)

    made = [
        builders.lead(
            owner=alice,
            due_at=at(due),
            due_kind="follow_up" if due is not None else None,
            last_call_at=at(called),
        )
        for due, called in facts
    ]
    fits = [Lead.owner_id == alice.id]
    met, place = [], None
    while ids := places.page(fits, order, place, each):
        met += ids
        place = places.of(db.session.get_one(Lead, ids[-1]), order)
        assert places.read(str(place)) == place
    assert met == [one.id for one in sorted(made, key=lambda one: expected(one, order))]


def expected(lead: Lead, order: str) -> tuple:
    at = {places.DUE: lead.due_at, places.CALLED: lead.last_call_at}.get(order)
    if order == places.NEW or at is None:
        return (1, 0, -lead.id)
    sign = -1 if order == places.CALLED else 1
    return (0, sign * at.timestamp(), sign * lead.id)


def test_a_list_does_not_count_beyond_a_thousand(boss, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 3)
    for _ in range(5):
        builders.lead()
    page = finding.search(boss.id, ALL, Wanted())
    assert page.total == 4
    assert page.uncounted


def test_words_that_a_statement_past_the_session_left_behind_are_told_by_the_check(boss):
    lead = builders.lead("王秀英")
    assert whole.findings() == []
    with write() as session:
        session.execute(update(Lead.__table__).values(name="李强").where(Lead.id == lead.id))
    assert [one.code for one in whole.findings()] == ["check_lead_terms"]
    with write():
        kept.renew([lead.id])
    assert whole.findings() == []
    assert names(boss, Wanted("lq")) == ["李强"]
