"""A complaint holds a customer back until a supervisor lifts it (rules.md §2.3, §6, §12)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Deal, Lead, LeadMove, Ticket
from app.rules.leads.complaints import UNTIL_LIFTED
from app.rules.measures import periods
from app.rules.measures.dictionary import MEASURES, value
from app.services.checks import histories
from app.services.complaints import lifting, listing, recording
from app.services.complaints.recording import Said
from app.services.customers.within import Who
from app.services.hand_outs import claims, giving, runs
from app.services.leads import one_lead
from app.services.measures import behind, counting
from app.services.measures.cutting import Cut
from app.services.measures.opened import Opened
from app.services.merging import merge
from app.services.merging.merge import Seen
from tests import builders
from tests.calls import call
from tests.services.devices import Device, statuses

pytestmark = pytest.mark.usefixtures("database", "set_clock")
MONTH = periods.containing("month", date(2026, 11, 23))


@pytest.fixture
def team():
    return builders.team("一队")


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team, hired_on=date(2026, 1, 5))


@pytest.fixture
def judge(team):
    return Who(builders.person("sue", "supervisor", team=team).id, "team")


@pytest.fixture
def lead(alice):
    return builders.lead(owner=alice)


def complain(lead, who, **facts):
    said = Said(**{"uuid": f"{lead.id}-{len(facts)}", "text": "电话太多", **facts})
    recording.record(lead.id, said, who)
    return db.session.scalar(select(Ticket.id).where(Ticket.uuid == said.uuid))


def own(person):
    return Who(person.id, "own")


def now(lead):
    db.session.rollback()
    return db.session.get_one(Lead, lead.id, populate_existing=True)


def refused(work, *args, **facts):
    with pytest.raises(RuleBroken) as refusal:
        work(*args, **facts)
    return refusal.value.code


def test_the_lead_leaves_its_owner_at_once_and_rests(alice, lead):
    complain(lead, own(alice))
    assert (now(lead).owner_id, now(lead).cool_until) == (None, UNTIL_LIFTED)
    assert (
        db.session.scalar(select(LeadMove.rule).where(LeadMove.lead_id == lead.id)) == "complaint"
    )


def test_a_customer_who_signed_stays_with_his_owner(alice, lead):
    day = clock.today()
    builders.add(
        Deal(
            uuid="1",
            lead_id=lead.id,
            price_fen=1,
            signed_on=day,
            entered_at=clock.now(),
            entered_by_id=alice.id,
            counts_at="first_receipt",
        )
    )
    complain(lead, own(alice))
    assert (now(lead).owner_id, now(lead).cool_until) == (alice.id, UNTIL_LIFTED)


@pytest.mark.parametrize("kind", ["precise", "ordinary"])
def test_nothing_hands_it_out_until_it_is_lifted(alice, judge, kind):
    bob = builders.person("bob", hired_on=date(2026, 1, 5))
    boss = builders.person("boss", "manager")
    lead = builders.lead(kind=kind, owner=alice)
    ticket = complain(lead, own(alice))
    claim = claims.claim_precise if kind == "precise" else claims.claim_ordinary
    for _ in range(2):
        runs.hand_out("by_hand", boss.id)
        assert now(lead).owner_id is None
        assert refused(claim, bob.id).startswith("claim_no")
        assert refused(giving.give, lead.id, bob.id, boss.id, "x") == "give_not_callable"
    lifting.lift(ticket, judge, "已道歉,客户同意再联系")
    assert now(lead).cool_until is None
    assert claim(bob.id) == [lead.id]


def test_each_complaint_has_to_be_lifted(alice, judge, lead):
    first = complain(lead, own(alice))
    boss = Who(builders.person("boss", "manager").id, "all")
    second = complain(lead, boss, uuid="2")
    lifting.lift(first, judge, "x")
    assert now(lead).cool_until == UNTIL_LIFTED
    lifting.lift(second, boss, "x")
    assert now(lead).cool_until is None


def test_lifting_it_does_not_shorten_what_a_refusal_asked_for(alice, judge, lead):
    call(lead, alice, disposition="refused", at=clock.now() - timedelta(days=5))
    ticket = complain(lead, own(alice))
    lifting.lift(ticket, judge, "x")
    assert now(lead).cool_until == clock.today() + timedelta(days=25)


def test_a_refusal_does_not_end_what_a_complaint_began(alice):
    lead = builders.lead(owner=alice, cool_until=UNTIL_LIFTED)
    phone = Device(alice, "phone-of-alice")
    assert statuses(phone.send(phone.call(lead, "refused"))) == ["applied"]
    assert (now(lead).owner_id, now(lead).cool_until) == (None, UNTIL_LIFTED)


def test_it_survives_a_merging_and_is_lifted_in_the_kept_one(alice, judge, lead):
    kept = builders.lead("李雷", owner=alice)
    ticket = complain(lead, own(alice))
    merge.merge(
        Seen(kept.id, lead.id, now(kept).rev, now(lead).rev), Who(alice.id, "all"), "同一位"
    )
    assert now(kept).cool_until == UNTIL_LIFTED
    assert [one.lead_id for one in listing.waiting(judge)] == [kept.id]
    assert histories.who_complained_rests() == []
    lifting.lift(ticket, judge, "x")
    assert now(kept).cool_until is None
    assert histories.who_complained_rests() == []


def test_it_is_about_who_is_named_or_who_called_or_the_owner(alice, lead):
    bob, carol = builders.person("bob"), builders.person("carol")
    made = call(lead, bob)
    boss = Who(builders.person("boss", "manager").id, "all")
    told = [{"person_id": carol.id, "call_id": made.id}, {"call_id": made.id}, {}]
    for n, facts in enumerate(told):
        one = builders.lead(owner=alice) if not facts else lead
        complain(one, boss, uuid=str(n), **facts)
    about = db.session.scalars(select(Ticket.person_id).order_by(Ticket.id)).all()
    assert about == [carol.id, bob.id, alice.id]


def test_what_cannot_be_recorded(alice, lead):
    bob = builders.person("bob")
    other = call(builders.lead(owner=bob), bob)
    assert refused(complain, lead, own(alice), text=" \0") == "complaint_empty"
    assert refused(complain, lead, own(alice), text="x" * 1001) == "complaint_too_long"
    assert refused(complain, lead, own(alice), call_id=other.id) == "complaint_call_unknown"
    assert refused(complain, lead, own(alice), person_id=99) == "complaint_person_unknown"
    assert refused(complain, lead, own(bob)) == "missing"


def test_sent_twice_it_is_recorded_once(alice, lead):
    for _ in range(2):
        complain(lead, own(alice), uuid="same")
    assert len(db.session.scalars(select(Ticket.id)).all()) == 1


def test_nobody_lifts_one_about_himself_or_beyond_his_team_or_twice(alice, judge, lead):
    far = Who(builders.person("far", "supervisor", team=builders.team("二队")).id, "team")
    ticket = complain(lead, own(alice))
    assert refused(lifting.lift, ticket, judge, " ") == "reason_needed"
    assert refused(lifting.lift, ticket, far, "x") == "missing"
    assert refused(lifting.lift, ticket, Who(alice.id, "team"), "x") == "complaint_own"
    assert listing.count(judge) == 1 and listing.count(far) == listing.count(own(alice)) == 0
    lifting.lift(ticket, judge, "x")
    assert refused(lifting.lift, ticket, judge, "x") == "complaint_lifted"
    assert (listing.waiting(judge), [one.why for one in listing.lifted(judge)]) == ([], ["x"])
    assert listing.count(judge) == 0


def test_the_database_keeps_what_was_said(alice, judge, lead):
    ticket = complain(lead, own(alice))
    lifting.lift(ticket, judge, "x")
    for table in ("ticket", "ticket_step"):
        for verb in (f"DELETE FROM {table}", f"UPDATE {table} SET kind = kind"):
            with pytest.raises(DatabaseError):
                db.session.execute(text(verb))
            db.session.rollback()


def test_the_customers_page_tells_it(alice, judge, lead):
    ticket = complain(lead, own(alice))
    lifting.lift(ticket, judge, "已道歉")
    whole = one_lead.show(judge.id, "all", lead.id)
    told = sorted((one.lifted, one.text, one.who) for one in whole.complaints)
    assert told == [(False, "电话太多", "Alice"), (True, "已道歉", "Sue")]


def test_the_rate_is_of_the_customers_reached_for_whom_it_is_about(alice, judge):
    bob = builders.person("bob")
    leads = [builders.lead(owner=alice) for _ in range(4)]
    for lead in leads:
        call(lead, alice)
    complain(leads[0], own(alice))
    complain(builders.lead(owner=bob), own(bob))

    def rate(by="company", key=0):
        counts = counting.counts(MONTH, Cut(by)).get(key, {})
        return value(MEASURES["complaint_rate"], counts)

    assert (rate(), rate("person", alice.id)) == (Fraction(2, 4), Fraction(1, 4))
    assert rate("person", bob.id) is None
    rows, total = behind.page(Opened("complaint_rate", MONTH, Cut("person"), bob.id), 1)
    assert [(row.person, row.counted) for row in rows] == [("Bob", 1)] and total == 1
