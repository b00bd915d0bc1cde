"""Two customers that are one become one, and no row is lost (rules.md §2; sync.md, scenario 10)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import (
    Call,
    Clash,
    Lead,
    LeadChange,
    LeadMerge,
    LeadMove,
    LeadNote,
    LeadPhone,
    Touch,
)
from app.models.visible import ALL, OWN, TEAM
from app.services.checks import leads
from app.services.clashes import watching
from app.services.customers import noting
from app.services.customers.within import Who
from app.services.leads import do_not_call, finding, one_lead
from app.services.leads.finding import Wanted
from app.services.merging import comparing, merge
from app.services.merging.merge import Seen
from app.services.transaction import write
from tests import builders
from tests.services.devices import Device, statuses

pytestmark = pytest.mark.usefixtures("database", "set_clock")
ROWS = (Call, LeadPhone, LeadNote, Touch, LeadMove, LeadChange)


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def bob():
    return builders.person("bob")


@pytest.fixture
def boss():
    return Who(builders.person("boss", "manager").id, ALL)


def seen(kept, other, owner=None) -> Seen:
    return Seen(kept.id, other.id, kept.rev, other.rev, owner and owner.id)


def one_of(kept, other, boss, owner=None) -> Lead:
    db.session.expire_all()
    merge.merge(seen(kept, other, owner), boss, "同一位老板")
    db.session.expire_all()
    return db.session.get_one(Lead, kept.id)


def refused(*arguments) -> str:
    with pytest.raises(RuleBroken) as refusal:
        merge.merge(*arguments)
    return refusal.value.code


def amount(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def story(lead_id: int, who: Who):
    db.session.expire_all()
    return one_lead.show(who.id, who.reach, lead_id)


def test_everything_of_both_is_the_kept_ones_afterwards(alice, bob, boss):
    kept = builders.lead("王秀英", owner=alice, company="", phone="+8613800000001")
    other = builders.lead("王姐", owner=bob, company="丽华火锅", phone="+8613900000002")
    for person, lead in ((alice, kept), (bob, other)):
        who = Who(person.id, OWN)
        noting.note(lead.id, who, f"{person.name}的备注")
        noting.touch(lead.id, who, "wechat", "在吗", answered=True)
        device = Device(person)
        assert statuses(device.send(device.call(lead), device.call(lead))) == ["applied"] * 2
    before = {model: amount(model) for model in ROWS}
    lead = one_of(kept, other, boss)
    after = {model: amount(model) for model in ROWS}
    assert after == {**before, LeadMove: before[LeadMove] + 1}  # nothing lost: bob reads why
    assert (lead.name, lead.company, lead.owner_id) == ("王秀英", "丽华火锅", alice.id)
    assert {one.number for one in lead.phones} == {"+8613800000001", "+8613900000002"}
    whole = story(kept.id, boss)
    assert len(whole.calls) == 4
    assert {one.text for one in whole.notes} == {"Alice的备注", "Bob的备注"}
    assert len(whole.touches) == 2
    assert [one.rule for one in whole.moves].count("merged") == 1
    assert leads.merged_leads_are_empty() == leads.words_are_those_of_the_leads() == []


def test_the_merged_one_stays_as_a_row_and_appears_nowhere(alice, bob, boss):
    kept = builders.lead("甲", owner=alice, company="丽华火锅")
    other = builders.lead("乙方", owner=bob, company="")
    one_of(kept, other, boss)
    gone = db.session.get_one(Lead, other.id)
    assert (gone.owner_id, gone.gone_because, gone.merged_into_id) == (None, "merged", kept.id)
    assert story(other.id, boss) is None
    assert one_lead.kept_for(boss.id, ALL, other.id) == kept.id
    assert one_lead.kept_for(bob.id, OWN, other.id) is None
    assert finding.search(boss.id, ALL, Wanted()).total == 1
    assert finding.search(boss.id, ALL, Wanted(q="乙方")).total == 0
    before = db.session.scalar(select(LeadMerge.before))
    assert (before["merged"]["name"], before["merged"]["owner_id"]) == ("乙方", bob.id)


def test_a_number_of_either_finds_the_kept_one(alice, bob, boss):
    kept = builders.lead("甲", owner=alice, phone="+8613800000001")
    other = builders.lead("乙", owner=bob, phone="+8613900000002")
    one_of(kept, other, boss)
    for typed in ("13800000001", "13900000002"):
        assert [one.id for one in finding.search(alice.id, OWN, Wanted(q=typed)).leads] == [kept.id]


def test_whose_it_is_can_be_chosen_among_the_two_only(alice, bob, boss):
    kept, other = builders.lead("甲", owner=alice), builders.lead("乙", owner=bob)
    carol = builders.person("carol")
    assert refused(seen(kept, other, carol), boss, "同一位") == "merge_owner"
    since = other.owned_since
    assert one_of(kept, other, boss, bob).owner_id == bob.id
    assert db.session.get_one(Lead, kept.id).owned_since == since  # his time with it goes on


def test_a_lead_in_the_pool_goes_to_who_has_the_other(alice, boss):
    kept, other = builders.lead("甲"), builders.lead("乙", owner=alice)
    assert one_of(kept, other, boss).owner_id == alice.id


def test_who_may_not_be_called_as_one_may_not_be_called_as_the_other(alice, bob, boss):
    kept = builders.lead("甲", owner=alice, phone="+8613800000001")
    other = builders.lead("乙", owner=bob, phone="+8613900000002")
    with write():
        do_not_call.add(db.session.get_one(Lead, other.id), bob.id, "asked_in_call")
    lead = one_of(kept, other, boss)
    assert (lead.do_not_call, lead.owner_id) == (True, None)
    assert do_not_call.listed(["+8613800000001", "+8613900000002"]) == {
        "+8613800000001",
        "+8613900000002",
    }


def test_a_chain_ends_at_the_last_one_kept(alice, bob, boss):
    first, second, third = (builders.lead(name, owner=alice) for name in "甲乙丙")
    one_of(second, first, boss)
    one_of(third, second, boss)
    into = select(Lead.merged_into_id).where(Lead.id.in_([first.id, second.id]))
    assert set(db.session.scalars(into)) == {third.id}
    assert one_lead.kept_for(alice.id, OWN, first.id) == third.id


def test_of_two_who_merge_at_once_one_is_told(alice, bob, boss):
    kept, other = builders.lead("甲", owner=alice), builders.lead("乙", owner=bob)
    both_saw = seen(kept, other), seen(other, kept)
    merge.merge(both_saw[0], boss, "同一位")
    assert refused(both_saw[1], boss, "同一位") == "merge_already"
    assert amount(LeadMerge) == 1


def test_what_changed_since_it_was_seen_is_not_merged(alice, bob, boss):
    kept, other = builders.lead("甲", owner=alice), builders.lead("乙", owner=bob)
    old = seen(kept, other)
    device = Device(bob)
    device.send(device.call(other))
    assert refused(old, boss, "同一位") == "lead_changed"


def test_nobody_merges_beyond_his_reach_and_never_without_a_reason(alice, bob, boss):
    team = builders.team()
    sue = builders.person("sue", "supervisor", team=team)
    mine = builders.lead("甲", owner=builders.person("ann", team=team))
    foreign = builders.lead("乙", owner=bob)
    assert refused(seen(mine, foreign), Who(sue.id, TEAM), "同一位") == "missing"
    assert refused(seen(mine, foreign), boss, " ") == "reason_needed"
    assert refused(seen(mine, mine), boss, "同一位") == "merge_same"
    assert comparing.two(mine.id, foreign.id, Who(sue.id, TEAM)) is None


def test_a_call_that_a_device_kept_for_the_merged_one_is_the_kept_ones(alice, bob, boss):
    """sync.md, scenario 10: it counts for who made it, and changes nothing."""
    kept = builders.lead("甲", owner=alice)
    other = builders.lead("乙", owner=bob)
    device = Device(bob)
    waiting = device.call(
        other, disposition="interested", grade="A", follow_up_at="2026-11-25T10:00:00+08:00"
    )
    one_of(kept, other, boss)
    answer = device.send(waiting).results[0]
    assert (answer["status"], answer["code"]) == ("conflict", "merged")
    assert "customer" not in answer  # it is alice's: bob may not know her name for it
    call = db.session.get_one(Call, answer["ref"])
    assert (call.lead_id, call.named_lead_id, call.person_id) == (kept.id, other.id, bob.id)
    assert db.session.get_one(Lead, kept.id).grade is None
    assert statuses(device.send(waiting)) == ["duplicate"]


def test_who_has_the_kept_one_is_told_with_whom_it_was_merged(alice, boss):
    kept, other = builders.lead("甲", owner=alice), builders.lead("乙", owner=alice)
    device = Device(alice)
    waiting = device.call(other)
    one_of(kept, other, boss)
    answer = device.send(waiting, device.call(kept))
    assert [one["status"] for one in answer.results] == ["conflict", "applied"]
    assert answer.results[0]["customer"] == "甲"


def test_a_call_taken_back_after_the_merging_puts_nothing_back(alice, boss):
    kept, other = builders.lead("甲", owner=alice), builders.lead("乙", owner=alice)
    device = Device(alice)
    call = device.call(
        other, disposition="interested", grade="A", follow_up_at="2026-11-25T10:00:00+08:00"
    )
    device.send(call)
    one_of(kept, other, boss)
    rev = db.session.get_one(Lead, kept.id).rev
    device.send(device.op("call.undo", other, {"undoes": call["id"]}))
    db.session.expire_all()
    assert db.session.get_one(Lead, kept.id).rev == rev


def test_it_answers_the_clash_and_the_kept_one_is_compared_anew(alice, bob, boss):
    kept = builders.lead("甲", owner=alice, company="丽华火锅")
    other = builders.lead("乙", owner=bob, company="丽华火锅有限公司")
    with write():
        assert watching.watch() == 1
    one_of(kept, other, boss)
    [clash] = db.session.scalars(select(Clash))
    assert (clash.ruling, clash.ruled_by_id) == ("merge", boss.id)
    with write():
        assert watching.watch() == 0


def test_it_keeps_what_the_later_one_promised(alice, bob, boss):
    at = clock.now() + timedelta(days=2)
    kept = builders.lead("甲", owner=alice)
    other = builders.lead("乙", owner=bob, due_at=at, due_kind="call_back")
    lead = one_of(kept, other, boss)
    assert (lead.due_at, lead.due_kind) == (at, "call_back")


def test_two_at_the_same_moment_merge_once_whichever_each_keeps(app, alice, bob):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one connection in memory; a file lets one writer in at a time")
    people = [Who(builders.person(login, "manager").id, ALL) for login in ("boss", "chief")]
    one, other = builders.lead("甲", owner=alice), builders.lead("乙", owner=bob)
    wishes = [(people[0], seen(one, other)), (people[1], seen(other, one))]

    def press(wish) -> str:
        with app.app_context():
            try:
                merge.merge(wish[1], wish[0], "同一位")
                return "done"
            except Exception as refusal:
                return getattr(refusal, "code", repr(refusal))
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, wishes)) == ["done", "merge_already"]
    assert amount(LeadMerge) == 1
