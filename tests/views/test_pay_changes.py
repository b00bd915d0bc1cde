"""Allowances, formal and raises by page (rules.md §8.1, §8.2, §8.14)."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import PayChange, PayGrade
from app.rules.people.permissions import ROLES
from app.services.pay import changing
from tests import builders
from tests.queries import queries_of
from tests.services.pay.conftest import House
from tests.services.pay.test_changing import calls, meals

pytestmark = pytest.mark.usefixtures("set_clock")
MEALS = {
    **{"kind": "allowance", "reason": "外地出差", "name": "餐补", "amount": "300"},
    **{"condition": "monthly", "starts_on": "2026-11-01"},
}


@pytest.fixture
def house(client, prepared):
    return prepared(House, House)


def test_a_supervisor_proposes_and_a_manager_approves(client, house):
    client.sign_in(house.sue)
    assert "还没有津贴和调薪" not in client.get("/pay-changes").text  # Bob is on the way to formal
    answer = client.post("/pay-changes", data={**MEALS, "person": house.bob.id})
    assert answer.status_code == 303
    assert "等经理审批" in client.get("/pay-changes").text
    number = db.session.scalar(select(PayChange.id))
    verdict = {"number": number, "verdict": "yes"}
    assert client.post("/pay-changes/decisions", data=verdict).status_code == 403
    client.sign_in(house.boss)
    assert "外地出差" in client.get("/pay-changes").text
    assert client.post("/pay-changes/decisions", data=verdict).status_code == 303
    assert "现在有效的" in client.get("/pay-changes").text
    end = {"number": number, "last": "2026-11-10", "reason": "回来了"}
    assert client.post("/pay-changes/ends", data=end).status_code == 303
    assert client.post("/pay-changes/ends", data=end).status_code == 422


def test_formal_is_proposed_from_the_list_of_who_is_near(client, house):
    client.sign_in(house.sue)
    assert "工作量 0 / 120" in client.get("/pay-changes").text
    said = {"person": house.bob.id, "kind": "formal", "reason": "稳定"}
    said["condition"] = "monthly"
    answer = client.post("/pay-changes", data=said)
    assert (answer.status_code, "到 120 才能转正" in answer.text) == (422, True)
    calls(house.bob, 120)
    assert f"person={house.bob.id}&amp;kind=formal" in client.get("/pay-changes").text
    client.post("/pay-changes", data=said)
    client.sign_in(house.boss)
    number = db.session.scalar(select(PayChange.id))
    client.post("/pay-changes/decisions", data={"number": number, "verdict": "yes"})
    assert "formal" in db.session.scalars(
        select(PayGrade.grade).where(PayGrade.person_id == house.bob.id)
    )


def test_what_lacks_a_word_is_refused_and_nothing_typed_is_lost(client, house):
    client.sign_in(house.sue)
    said = {**MEALS, "person": house.bob.id, "amount": ""}
    answer = client.post("/pay-changes", data=said)
    assert (answer.status_code, 'value="外地出差"' in answer.text) == (422, True)
    assert client.post("/pay-changes", data={**MEALS, "person": house.owner.id}).status_code == 422


def test_a_rejection_says_why(client, house):
    number = changing.propose(meals(house.bob), house.sue.id)
    client.sign_in(house.boss)
    no = {"number": number, "verdict": "no"}
    assert client.post("/pay-changes/decisions", data=no).status_code == 422
    assert client.post("/pay-changes/decisions", data={**no, "because": "不用"}).status_code == 303
    assert "没有通过" in client.get("/pay-changes").text


def test_a_supervisor_sees_the_own_team_alone(client, house):
    other = builders.person("nora", team=builders.team("二队"), grade="probation")
    changing.propose(meals(other), house.boss.id)
    assert "Nora" not in client.sign_in(house.sue).get("/pay-changes").text
    assert "Nora" in client.sign_in(house.owner).get("/pay-changes").text


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("approver", ["manager", "owner"])
def test_whatever_else_somebody_is_he_does_not_approve_his_own_by_page(client, role, approver):
    both = builders.person("boss", *{role, approver}, grade="formal")
    number = changing.propose(meals(both), builders.person("sue", "supervisor").id)
    client.sign_in(both)
    assert "这是你自己的,要由别人审批" in client.get("/pay-changes").text
    answer = client.post("/pay-changes/decisions", data={"number": number, "verdict": "yes"})
    assert answer.status_code == 422
    assert db.session.get_one(PayChange, number).decided_at is None


def test_the_number_of_queries_does_not_grow_with_the_changes(client, house):
    client.sign_in(house.boss)
    client.get("/pay-changes")
    few = queries_of(lambda: client.get("/pay-changes"))
    for n in range(5):
        changing.propose(meals(house.bob, name=f"补贴{n}"), house.sue.id)
    assert queries_of(lambda: client.get("/pay-changes")) <= few + 1
    assert few < 45
