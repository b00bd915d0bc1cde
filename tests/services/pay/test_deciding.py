"""Who gives the word on a line, on exactly what was shown (rules.md §8, how money moves)."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations_with_replacement

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, PayDecision
from app.rules.people.permissions import ROLES
from app.services.pay import awards, deciding, proposing
from app.services.pay.deciding import Changed, Word
from app.services.transaction import write
from tests import builders
from tests.services.pay.conftest import OCTOBER, YES, tell
from tests.services.refusals import refused


def test_many_are_approved_at_once_and_said_once(house):
    house.propose()
    waiting = [one.id for one in awards.waiting(house.owner.id)]
    assert house.decide(house.owner, *waiting) == len(waiting)
    assert awards.waiting(house.owner.id) == []
    assert {one.state for one in house.lines().values()} == {awards.BY_RULE, awards.APPROVED}
    assert refused(house.decide, house.owner, *waiting) == "award_decided"
    assert db.session.scalar(select(AuditEntry.actor_id).where(AuditEntry.action == "pay_approved"))


def test_a_rejection_says_why(house):
    house.propose()
    line = house.lines()["sue", "team_commission"]
    assert refused(house.decide, house.owner, line.id, word=Word(False, " ")) == "reason_needed"
    house.decide(house.owner, line.id, word=Word(False, "重复"))
    assert house.lines()["sue", "team_commission"].because == "重复"


def test_base_pay_and_commission_need_no_word(house):
    house.propose()
    line = house.lines()["alice", "commission:0"]
    assert refused(house.decide, house.owner, line.id) == "award_not_needed"


def test_one_own_line_among_many_and_nothing_is_decided(house):
    house.propose()
    lines = house.lines()
    both = lines["boss", "team_commission"].id, lines["sue", "team_commission"].id
    assert refused(house.decide, house.boss, *both) == "award_own"
    assert db.session.scalar(select(PayDecision.id)) is None
    assert house.decide(house.owner, *both) == 2


def test_who_competed_does_not_decide_on_the_prize(house):
    house.propose()
    line = house.lines()["alice", "champion_amount"]
    assert refused(house.decide, house.bob, line.id) == "award_roster"
    barred = {one.key: one.barred for one in awards.waiting(house.bob.id) if one.login == "alice"}
    assert barred["champion_amount"] == "award_roster"
    assert house.decide(house.boss, line.id) == 1


def test_what_changed_since_it_was_shown_is_told_and_not_approved(house):
    house.propose()
    shown = house.lines()["sue", "team_commission"]
    house.refund(8_000_00)
    with pytest.raises(Changed) as refusal:
        house.decide(house.owner, shown.id)
    change = refusal.value.changes[0]
    assert (change.shown_fen, change.now_fen) == (shown.fen, shown.fen - 40_00)
    now = house.lines()["sue", "team_commission"]
    assert (now.fen, now.state) == (change.now_fen, awards.WAITING)
    assert house.decide(house.owner, now.id) == 1


def test_an_approved_line_that_changes_has_to_be_approved_again(house):
    house.propose()
    house.approve_all()
    house.refund(8_000_00)
    house.propose()
    assert house.lines()["sue", "team_commission"].state == awards.WAITING


def by_sql(line_id: int, by_id: int) -> None:
    with write() as session:
        said = {"line_id": line_id, "yes": True, "by_id": by_id, "because": "", "at": clock.now()}
        session.execute(insert(PayDecision).values(said))


def test_for_every_pair_of_roles_nobody_approves_his_own(database, set_clock):
    """Who holds both roles is refused by the service and past it; another one is not."""
    hired = {"hired_on": OCTOBER}
    others = {role: builders.person(f"other-{role}", role, **hired) for role in ROLES}
    both = {
        pair: builders.person("-".join(pair), *set(pair), grade="formal", **hired)
        for pair in combinations_with_replacement(ROLES, 2)
    }
    proposing.propose(OCTOBER, tell, None)
    lines = {
        one.login: one.id
        for one in awards.waiting(others["owner"].id)
        if one.kind == "workload_shortfall"
    }
    for pair, person in both.items():
        line = lines["-".join(pair)]
        assert refused(deciding.decide, [line], YES, person.id, tell) == "award_own", pair
        with pytest.raises(DBAPIError, match="own"):
            by_sql(line, person.id)
    for role, other in others.items():
        theirs = [lines["-".join(pair)] for pair in both if pair[1] == role]
        assert deciding.decide(theirs, YES, other.id, tell) == len(theirs), role


def test_the_database_itself_refuses_who_competed_or_proposed(house):
    house.propose()
    line = house.lines()["alice", "champion_amount"]
    for who in (house.alice, house.bob):
        with pytest.raises(DBAPIError, match="own"):
            by_sql(line.id, who.id)
    by_sql(line.id, house.boss.id)


def test_the_database_itself_refuses_a_word_on_what_is_no_more(house):
    house.propose()
    shown = house.lines()["sue", "team_commission"]
    house.refund(8_000_00)
    house.propose()
    with pytest.raises(DBAPIError, match="as_it_is"):
        by_sql(shown.id, house.owner.id)


def test_two_who_decide_at_once_are_one(app, house):
    house.propose()
    line = house.lines()["sue", "team_commission"].id
    people = (house.boss.id, house.owner.id)
    at_once = 1 if db.engine.dialect.name == "sqlite" else 2  # in memory there is one connection
    db.session.remove()

    def press(person_id: int) -> str:
        with app.app_context():
            try:
                deciding.decide([line], YES, person_id, tell)
            except RuleBroken as refusal:
                return refusal.code
            finally:
                db.session.remove()
        return "done"

    with ThreadPoolExecutor(at_once) as fingers:
        assert sorted(fingers.map(press, people)) == ["award_decided", "done"]
    assert len(db.session.scalars(select(PayDecision.id)).all()) == 1
