"""Leads picked from a list go to colleagues in one act, with a reason (rules.md §2.3)."""

import pytest

from app import clock
from app.extensions import db
from app.models import Lead, LeadMove
from app.services.leads import moves
from app.services.transaction import write
from tests import builders

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def boss(client):
    person = builders.person("boss", "manager")
    client.sign_in(person)
    return person


def hand_over(client, leads, people, reason="病假一周"):
    data = {"lead": [one.id for one in leads], "people": [one.id for one in people]}
    return client.post("/lead-hand-overs", data={**data, "reason": reason})


def owner(lead) -> int | None:
    db.session.rollback()
    return db.session.get_one(Lead, lead.id, populate_existing=True).owner_id


def test_they_are_shared_evenly_and_what_is_due_stays_due(client, boss):
    alice, bob, carol = (builders.person(name) for name in ("alice", "bob", "carol"))
    leads = [builders.lead(owner=alice, due_at=clock.now(), due_kind="call_back") for _ in range(4)]
    assert hand_over(client, leads, [bob, carol]).status_code == 303
    assert sorted(owner(one) for one in leads) == [bob.id, bob.id, carol.id, carol.id]
    assert all(db.session.get_one(Lead, one.id).due_kind == "call_back" for one in leads)
    told = [one.why["params"]["reason"] for one in db.session.scalars(db.select(LeadMove))]
    assert told[-4:] == ["病假一周"] * 4


def test_nobody_gets_what_he_has_or_let_go_of_in_thirty_days(client, boss):
    alice, bob = builders.person("alice"), builders.person("bob")
    hers, his, given_up = (builders.lead(owner=one) for one in (alice, bob, bob))
    with write() as session:
        lead = session.get_one(Lead, given_up.id)
        moves.release(lead, "returned", {}, bob.id)
    with write() as session:
        lead = session.get_one(Lead, given_up.id)
        moves.pass_on(lead, alice.id, "given", {}, boss.id)
        lead.owner_id, lead.owned_since = alice.id, clock.now()
    page = client.get(
        "/lead-hand-overs/new",
        query_string={"lead": [one.id for one in (hers, his, given_up)], "people": bob.id},
    ).text
    assert "2 条不动" in page
    assert hand_over(client, [hers, his, given_up], [bob]).status_code == 303
    assert [owner(one) for one in (hers, his, given_up)] == [bob.id, bob.id, alice.id]


@pytest.mark.parametrize("missing", ["people", "reason"])
def test_without_a_colleague_or_a_reason_nothing_moves(client, boss, missing):
    alice, bob = builders.person("alice"), builders.person("bob")
    lead = builders.lead(owner=alice)
    people = [] if missing == "people" else [bob]
    answer = hand_over(client, [lead], people, "" if missing == "reason" else "调岗")
    assert answer.status_code == 422
    assert owner(lead) == alice.id


def test_a_supervisor_reaches_his_team_alone(client):
    team, other = builders.team(), builders.team("另一队")
    client.sign_in(builders.person("sue", "supervisor", team=team))
    near, mate = builders.person("near", team=team), builders.person("mate", team=team)
    far = builders.person("far", team=other)
    mine, foreign = builders.lead(owner=near), builders.lead("外人", owner=far)
    asked = {"lead": [mine.id, foreign.id]}
    assert "外人" not in client.get("/lead-hand-overs/new", query_string=asked).text
    assert client.get("/lead-hand-overs/new", query_string={"lead": foreign.id}).status_code == 404
    hand_over(client, [mine, foreign], [mate])
    assert [owner(mine), owner(foreign)] == [mate.id, far.id]
    assert hand_over(client, [mine], [far]).status_code == 422


def test_a_lead_that_waits_in_the_pool_is_not_handed_over(client, boss):
    bob, lead = builders.person("bob"), builders.lead()
    assert hand_over(client, [lead], [bob]).status_code == 422
    assert owner(lead) is None


@pytest.mark.parametrize("odd", ["x", "-1", "99999999999999999999", ""])
def test_an_odd_choice_is_no_lead(client, boss, odd):
    assert client.get(f"/lead-hand-overs/new?lead={odd}").status_code == 200
