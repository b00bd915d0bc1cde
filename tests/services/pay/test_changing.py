"""What changes somebody's pay for longer: proposed by one, decided by another (rules.md §8.1, §8.2,
§8.14)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from app import clock
from app.extensions import db
from app.models import AuditEntry, Call, PayChange, PayGrade, Presence, RoleGrant
from app.models.visible import ALL
from app.rules.people.permissions import ROLES
from app.services.onboarding import passing
from app.services.pay import changes_due, changes_listed, changing, lasting, months, rows
from app.services.pay.changing import Wish
from app.services.pay.deciding import Word
from app.services.transaction import write
from tests import builders
from tests.services.onboarding.conftest import required, sits
from tests.services.pay.conftest import NOVEMBER, OCTOBER, YES
from tests.services.refusals import refused

NO = Word(False, "再看看")
IN_DECEMBER = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)


def meals(who, **facts) -> Wish:
    said = {"name": "餐补", "condition": "monthly", "fen": 300_00, "starts_on": NOVEMBER}
    return Wish(who.id, "allowance", "外地出差", **{**said, **facts})


def calls(who, number: int, day: date = date(2026, 11, 3)) -> None:
    lead = builders.lead(owner=who).id
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    row = {"lead_id": lead, "person_id": who.id, "started_at": at, "day": day, "received_at": at}
    row |= {"timed_by": "server", "disposition": "refused", "connected": True}
    with write() as session:
        session.execute(insert(Call), [{**row, "uuid": f"{who.id}-{n}"} for n in range(number)])


def test_an_allowance_that_is_approved_is_a_line_of_each_month(house):
    number = changing.propose(meals(house.bob), house.sue.id)
    house.propose(NOVEMBER)
    key = ("bob", f"allowance:{number}")
    assert key not in house.lines(NOVEMBER)
    changing.decide(number, YES, house.boss.id)
    house.propose(NOVEMBER)
    line = house.lines(NOVEMBER)[key]
    assert (line.fen, line.state, line.rule) == (300_00, "waiting", 14)
    assert refused(house.decide, house.sue, line.id) == "award_proposer"
    assert house.decide(house.boss, line.id) == 1


def test_an_allowance_ends_with_its_last_day(house):
    number = changing.propose(meals(house.bob), house.sue.id)
    assert (
        refused(changing.end, number, date(2026, 11, 10), "回来了", house.boss.id) == "change_ended"
    )
    changing.decide(number, YES, house.boss.id)
    assert (
        refused(changing.end, number, date(2026, 10, 1), "回来了", house.boss.id) == "change_days"
    )
    assert refused(changing.end, number, date(2026, 11, 10), " ", house.boss.id) == "reason_needed"
    assert refused(changing.end, number, date(2026, 11, 10), "回来了", house.bob.id) == "award_own"
    changing.end(number, date(2026, 11, 10), "回来了", house.boss.id)
    assert refused(changing.end, number, date(2026, 11, 12), "又", house.boss.id) == "change_ended"
    house.propose(NOVEMBER)
    assert house.lines(NOVEMBER)["bob", f"allowance:{number}"].fen == 100_00  # 7 of 21 days


def test_an_allowance_of_a_closed_month_is_an_adjustment(house, set_clock):
    house.through()
    number = changing.propose(meals(house.bob, starts_on=OCTOBER), house.sue.id)
    changing.decide(number, YES, house.boss.id)
    house.propose(NOVEMBER)
    line = house.lines(NOVEMBER)["bob", "adjustment:2026-11:allowance"]
    assert refused(house.decide, house.sue, line.id) == "award_proposer"
    assert (line.fen, line.earned) == (300_00, OCTOBER)


def test_the_days_behind_an_allowance_are_named(house):
    builders.add(
        Presence(person_id=house.bob.id, day=date(2026, 11, 4), half_days=1, reason="看病")
    )
    number = changing.propose(meals(house.bob, condition="per_day", fen=20_00), house.sue.id)
    changing.decide(number, YES, house.boss.id)
    house.propose(NOVEMBER)
    line = house.lines(NOVEMBER)["bob", f"allowance:{number}"]
    assert line.fen == 410_00  # 20.5 of 21 days
    assert rows.of_award(line.id, house.boss.id).presence == [(date(2026, 11, 4), 1, "看病")]


def test_formal_from_the_day_after_when_the_workload_is_reached(house):
    calls(house.bob, 119)
    wish = Wish(house.bob.id, "formal", "稳定")
    assert refused(changing.propose, wish, house.sue.id) == "change_units"
    calls_more = builders.person("carl", grade="probation", hired_on=date(2026, 9, 1))
    calls(calls_more, 120)
    number = changing.propose(Wish(calls_more.id, "formal", "稳定"), house.sue.id)
    changing.decide(number, YES, house.boss.id)
    grades = select(PayGrade.since, PayGrade.grade).where(PayGrade.person_id == calls_more.id)
    found = db.session.execute(grades.order_by(PayGrade.since)).all()
    assert found[-1] == (date(2026, 11, 24), "formal")


def test_nobody_becomes_formal_before_the_onboarding_is_passed(house):
    paper = required()
    carl = builders.person("carl", grade="probation", hired_on=date(2026, 9, 1))
    calls(carl, 120)
    wish = Wish(carl.id, "formal", "稳定")
    assert refused(changing.propose, wish, house.sue.id) == "change_onboarding"
    sits(carl, paper)
    passing.note_if_passed(carl.id)
    changing.decide(changing.propose(wish, house.sue.id), YES, house.boss.id)
    grades = select(PayGrade.grade).where(PayGrade.person_id == carl.id).order_by(PayGrade.since)
    assert db.session.scalars(grades).all()[-1] == "formal"


def test_the_test_is_repeated_when_it_is_decided(house):
    calls(house.bob, 120)
    number = changing.propose(Wish(house.bob.id, "formal", "稳定"), house.sue.id)
    with write() as session:
        one = session.scalars(select(Call)).first()
        session.execute(update(Call).where(Call.id == one.id).values(connected=False))
    assert refused(changing.decide, number, YES, house.boss.id) == "change_units"
    assert db.session.get_one(PayChange, number).decided_at is None


def test_a_leaders_raise_after_six_months_in_the_post(house):
    lead = builders.person("lea", "group_leader", grade="formal", hired_on=date(2026, 5, 24))
    wish = Wish(lead.id, "leader_raise", "带得好")
    assert refused(changing.propose, wish, house.sue.id) == "change_months"
    with write() as session:
        session.execute(
            update(RoleGrant).where(RoleGrant.person_id == lead.id).values(since=date(2026, 5, 23))
        )
    number = changing.propose(wish, house.sue.id)
    changing.decide(number, YES, house.boss.id)
    assert refused(changing.propose, wish, house.sue.id) == "change_raised"
    house.propose(NOVEMBER)
    (key,) = [one for one in house.lines(NOVEMBER) if one[1].startswith("base:leader")]
    line = house.lines(NOVEMBER)[key]
    assert (line.kind, line.state, line.fen) == ("base", "by_rule", 119_05)  # 5 of 21 days


def test_a_raise_ends_with_the_post(house):
    lead = builders.person("lea", "group_leader", grade="formal", hired_on=date(2026, 1, 5))
    number = changing.propose(Wish(lead.id, "leader_raise", "带得好"), house.sue.id)
    changing.decide(number, YES, house.boss.id)
    with write() as session:
        grants = update(RoleGrant).where(RoleGrant.person_id == lead.id)
        session.execute(grants.values(until=date(2026, 11, 26)))
    held = lasting.raises(months.period(NOVEMBER))[lead.id]
    assert held == (date(2026, 11, 24), date(2026, 11, 25))


@pytest.mark.parametrize("approver", ROLES)
def test_for_every_pair_of_roles_nobody_decides_on_his_own(database, set_clock, approver):
    other, third = builders.person("olga", approver).id, builders.person("sue", "supervisor").id
    for payee in ROLES:
        both = builders.person(payee, *{payee, approver}, grade="formal", hired_on=OCTOBER)
        number, his = changing.propose(meals(both), other), both.id
        assert refused(changing.decide, number, YES, his) == "award_own", payee
        assert refused(changing.decide, number, YES, other) == "award_proposer", payee
        for who in (his, other):
            word = {"yes": True, "decided_by_id": who, "decided_at": clock.now()}
            with pytest.raises(DBAPIError), write() as session:
                session.execute(update(PayChange).where(PayChange.id == number).values(word))
        changing.decide(number, YES, third)


def test_the_database_itself_keeps_what_was_said(house):
    number = changing.propose(meals(house.bob), house.sue.id)
    for facts in ({"fen": 1}, {"name": "x"}, {"starts_on": OCTOBER}, {"proposed_by_id": None}):
        refuses(**facts)
    changing.decide(number, YES, house.boss.id)
    for facts in ({"yes": False}, {"decided_by_id": house.owner.id}, {"ends_on": NOVEMBER}):
        refuses(**facts)
    with pytest.raises(DBAPIError), write() as session:
        session.execute(PayChange.__table__.delete())


def refuses(**facts: object) -> None:
    with pytest.raises(DBAPIError), write() as session:
        session.execute(update(PayChange).values(facts))


def test_what_waits_is_proposed_once_and_decided_once(house):
    number = changing.propose(meals(house.bob), house.sue.id)
    assert refused(changing.propose, meals(house.bob), house.boss.id) == "change_waits"
    assert refused(changing.decide, number, Word(False), house.boss.id) == "reason_needed"
    changing.decide(number, NO, house.boss.id)
    assert refused(changing.decide, number, YES, house.owner.id) == "change_decided"
    assert changing.propose(meals(house.bob), house.sue.id)


@pytest.mark.parametrize(
    "lacks", [{"name": " "}, {"fen": 0}, {"condition": ""}, {"starts_on": None}]
)
def test_an_allowance_says_all_its_terms(house, lacks):
    assert refused(changing.propose, meals(house.bob, **lacks), house.sue.id) == "change_terms"


def test_the_program_proposes_once_who_meets_the_test(house):
    calls(house.bob, 120)
    assert changes_due.propose_pay_changes() == {"formal": 1, "leader_raise": 0}
    assert changes_due.propose_pay_changes() == {"formal": 0, "leader_raise": 0}
    (waits,) = changes_listed.of(house.boss.id, ALL).waiting
    assert (waits.kind, waits.by, waits.barred) == ("formal", "", None)
    assert changes_listed.count_for(house.boss.id) == 1
    changing.decide(waits.id, NO, house.boss.id)
    assert changes_due.propose_pay_changes() == {"formal": 0, "leader_raise": 0}
    assert db.session.scalar(select(AuditEntry.id).where(AuditEntry.action == "pay_change_decided"))


def test_who_is_near_sees_how_far(house):
    calls(house.bob, 75)
    (near,) = changes_due.near(house.boss.id, ALL)
    assert (near.person, near.kind, near.done, near.asked, near.ready) == (
        *("Bob", "formal", 75, 120),
        False,
    )
