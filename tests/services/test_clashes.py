"""Two people at one customer: seen, and ruled on with a reason (rules.md §2, identity)."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Clash, Lead, LeadMove
from app.models.visible import ALL, OWN, TEAM
from app.services.clashes import listing, ruling, watching
from app.services.customers.within import Who
from app.services.own_leads import adding, asking
from app.services.transaction import write
from tests import builders

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def bob():
    return builders.person("bob")


@pytest.fixture
def boss():
    return Who(builders.person("boss", "manager").id, ALL)


def look() -> int:
    with write():
        return watching.watch()


def refused(work, *arguments) -> str:
    with pytest.raises(RuleBroken) as refusal:
        work(*arguments)
    return refusal.value.code


def two(alice, bob, **facts) -> tuple[Lead, Lead]:
    facts = facts or {"company": "丽华火锅有限公司"}
    return builders.lead("甲", owner=alice, **facts), builders.lead("乙", owner=bob, **facts)


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ({"company": "丽华火锅有限公司"}, {"company": "丽华火锅 股份有限公司"}, 1),
        ({"company": "丽华火锅"}, {"company": "丽华烧烤"}, 0),
        ({"company": "火锅店"}, {"company": "火锅店"}, 0),  # says too little
        ({"company": "个体工商户"}, {"company": "个体工商户"}, 0),
        ({"wechat": "LiHua_66"}, {"wechat": "lihua_66"}, 1),
        ({"wechat": "同号"}, {"wechat": "同号"}, 0),
        ({"company": "丽华火锅", "wechat": "lihua"}, {"company": "丽华火锅", "wechat": "lihua"}, 1),
        ({}, {}, 0),
    ],
)
def test_one_company_or_one_wechat_in_two_hands_is_seen_once(alice, bob, one, other, clashes):
    builders.lead("甲", owner=alice, **{"company": "", **one})
    builders.lead("乙", owner=bob, **{"company": "", **other})
    assert (look(), look()) == (clashes, 0)


def test_in_one_hand_or_in_nobodys_it_is_no_clash(alice):
    for owner in (alice, alice, None):
        builders.lead(owner=owner, company="丽华火锅")
    assert look() == 0


def test_a_name_that_many_share_is_of_no_single_customer(alice, bob):
    for n in range(watching.MOST + 1):
        builders.lead(owner=(alice, bob)[n % 2], company="中国移动")
    assert look() == 0


def test_it_is_seen_at_once_when_somebody_enters_his_own(alice, bob):
    builders.lead(owner=alice, company="丽华火锅")
    typed = {"number": "13800138000", "company": "丽华火锅有限公司"}
    adding.add("form-0001", typed, bob.id, OWN)
    assert db.session.scalar(select(Clash.kind)) == "company"


def test_each_keeps_his_own_and_it_is_not_raised_again(alice, bob, boss):
    two(alice, bob)
    look()
    [one] = listing.open_ones(boss)
    assert [side.owner for side in one.sides] == ["Alice", "Bob"]
    ruling.rule(one.id, boss, "both", "两家分店")
    assert (look(), listing.open_ones(boss), listing.waiting(boss)) == (0, [], 0)


@pytest.mark.parametrize("word", ["first", "second"])
def test_both_go_to_one_of_them_with_the_reason_in_the_history(alice, bob, boss, word):
    leads = two(alice, bob)
    look()
    [one] = listing.open_ones(boss)
    ruling.rule(one.id, boss, word, "先联系上的")
    db.session.expire_all()
    winner = {"first": alice, "second": bob}[word]
    assert {db.session.get_one(Lead, lead.id).owner_id for lead in leads} == {winner.id}
    [move] = db.session.scalars(select(LeadMove).where(LeadMove.rule == "ruled"))
    assert move.why["params"]["reason"] == "先联系上的"
    assert refused(ruling.rule, one.id, boss, word, "再来一次") == "clash_gone"


def test_nobody_rules_on_his_own_beyond_his_reach_or_without_a_reason(alice, bob, boss):
    team = builders.team()
    sue = builders.person("sue", "supervisor", team=team)
    two(sue, builders.person("ann", team=team))
    two(alice, bob, wechat="lihua", company="")
    look()
    mine, foreign = (one.id for one in listing.open_ones(boss))
    assert [one.id for one in listing.open_ones(Who(sue.id, TEAM))] == [mine]
    assert refused(ruling.rule, mine, Who(sue.id, TEAM), "first", "我的") == "clash_own"
    assert refused(ruling.rule, foreign, Who(sue.id, TEAM), "first", "先到") == "missing"
    assert refused(ruling.rule, foreign, boss, "first", " ") == "reason_needed"
    assert refused(ruling.rule, foreign, boss, "passes", "给他") == "clash_ruling"
    assert refused(ruling.rule, 0, boss, "both", "没有") == "missing"


def test_what_came_into_one_hand_meanwhile_needs_no_word(alice, bob, boss):
    first, _second = two(alice, bob)
    look()
    [one] = listing.open_ones(boss)
    with write():
        db.session.get_one(Lead, first.id).owner_id = bob.id
    assert listing.open_ones(boss) == []
    assert refused(ruling.rule, one.id, boss, "first", "先到") == "clash_moot"


def test_who_left_gets_nothing(alice, bob, boss):
    two(alice, bob)
    look()
    [one] = listing.open_ones(boss)
    with write() as session:
        session.merge(bob).disabled_at = clock.now()
    assert refused(ruling.rule, one.id, boss, "second", "先到") == "clash_gone_person"
    assert len(listing.open_ones(boss)) == 1


def test_a_rep_asks_and_reads_what_became_of_it(alice, bob, boss):
    builders.lead("王秀英", owner=bob, phone="+8613800138000")
    asking.ask("138 0013 8000", alice.id, OWN, "她是我表姐")
    assert refused(asking.ask, "13800138000", alice.id, OWN, "") == "ask_already"
    [mine] = listing.asked_by(alice.id)
    assert (mine.ruling, mine.note) == (None, "她是我表姐")
    assert "0013" not in mine.number
    [one] = listing.open_ones(boss)
    assert (one.asker, one.sides[0].name) == ("Alice", "王秀英")
    ruling.rule(one.id, boss, "passes", "本来认识")
    lead = db.session.scalar(select(Lead))
    assert lead.owner_id == alice.id
    assert [(one.ruling, one.reason) for one in listing.asked_by(alice.id)] == [
        ("passes", "本来认识")
    ]


def test_only_somebody_elses_can_be_asked_for_and_each_try_counts(alice, bob):
    builders.lead(owner=alice, phone="+8613800138001")
    builders.lead(phone="+8613800138002")
    for number in ("13800138001", "13800138002", "13800138003"):
        assert refused(asking.ask, number, alice.id, OWN, "") == "ask_others_only"
    tries = [refused(asking.ask, "13800138004", alice.id, OWN, "") for _ in range(31)]
    assert tries[-1] == "number_checks_too_many"


def test_the_database_keeps_one_open_of_a_pair(alice, bob):
    first, second = two(alice, bob)
    look()
    facts = {"number": "", "note": "", "reason": "", "raised_at": clock.now()}
    with pytest.raises(IntegrityError), write() as session:
        session.add(Clash(kind="company", lead_id=first.id, other_id=second.id, **facts))
    assert db.session.scalar(select(func.count()).select_from(Clash)) == 1
