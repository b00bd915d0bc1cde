"""Approvals, statements and their objections by page (rules.md §8, how money moves)."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import PayDecision, PayObjection
from app.rules.people.permissions import ROLES
from app.services.pay import awards, closing, months, proposing
from tests import builders
from tests.queries import queries_of
from tests.services.pay.conftest import OCTOBER, House, tell

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def house(client, prepared):
    return prepared(House, House)


@pytest.fixture
def proposed(house):
    house.propose()
    return house


def decisions() -> int:
    return db.session.scalar(select(func.count()).select_from(PayDecision))


def test_a_manager_proposes_and_the_owner_approves_all_at_once(client, house):
    client.sign_in(house.boss)
    assert "没有待审批的" in client.get("/awards").text
    answer = client.post(
        "/awards/months/2026-10/steps", data={"step": "propose"}, follow_redirects=True
    )
    assert "业绩冠军" in answer.text
    page = client.sign_in(house.owner).get("/awards").text
    ids = [one.id for one in awards.waiting(house.owner.id)]
    assert all(f'name="line" value="{number}" checked' in page for number in ids)
    answer = client.post("/awards/decisions", data={"line": ids, "verdict": "yes"})
    assert answer.status_code == 303
    assert decisions() == len(ids)


def test_what_somebody_may_not_decide_on_is_grey_with_the_reason(client, proposed):
    page = client.sign_in(proposed.boss).get("/awards").text
    own = proposed.lines()["boss", "team_commission"].id
    assert "这是你自己的,要由别人审批" in page
    assert f'name="line" value="{own}"' not in page
    answer = client.post("/awards/decisions", data={"line": [own], "verdict": "yes"})
    assert (answer.status_code, decisions()) == (422, 0)


@pytest.mark.parametrize("verdict", ["no", "perhaps", ""])
def test_a_word_without_a_reason_or_none_at_all_is_refused(client, proposed, verdict):
    client.sign_in(proposed.owner)
    one = proposed.lines()["sue", "team_commission"].id
    answer = client.post("/awards/decisions", data={"line": [one], "verdict": verdict})
    assert (answer.status_code, decisions()) == (422, 0)


def test_what_changed_since_is_shown_with_old_and_new(client, proposed):
    client.sign_in(proposed.owner)
    one = proposed.lines()["sue", "team_commission"].id
    proposed.refund(8_000_00)
    answer = client.post("/awards/decisions", data={"line": [one], "verdict": "yes"})
    assert answer.status_code == 422
    assert "¥125 → ¥85" in answer.text
    assert decisions() == 0


def test_the_rows_behind_a_line_are_one_tap_away(client, proposed):
    one = proposed.lines()["alice", "champion_amount"].id
    page = client.sign_in(proposed.owner).get(f"/awards/{one}").text
    assert "20,000" in page
    assert "王**" in page or "王" in page


@pytest.mark.parametrize("who", ["alice", "sue", "finance"])
def test_who_decides_on_nothing_sees_no_approvals(client, proposed, who):
    client.sign_in(getattr(proposed, who))
    assert client.get("/awards").status_code == 403
    answer = client.post("/awards/decisions", data={"line": ["1"], "verdict": "yes"})
    assert (answer.status_code, decisions()) == (403, 0)


def test_a_statement_is_seen_once_it_is_published_and_only_ones_own(client, proposed):
    client.sign_in(proposed.alice)
    mine = proposed.lines()["alice", "commission:0"].id
    assert "还没有工资明细" in client.get("/pay").text
    assert client.get(f"/pay/lines/{mine}").status_code == 404
    closing.publish(OCTOBER, proposed.boss.id)
    page = client.get("/pay").text
    assert ("600" in page, "待审批" in page) == (True, True)
    assert client.get(f"/pay/lines/{mine}").status_code == 200
    others = proposed.lines()["bob", "commission:0"].id
    assert client.get(f"/pay/lines/{others}").status_code == 404


def test_an_objection_is_answered_by_somebody_else_and_then_it_is_confirmed(client, proposed):
    closing.publish(OCTOBER, proposed.boss.id)
    line = proposed.lines()["alice", "commission:0"].id
    client.sign_in(proposed.alice)
    said = {"line": line, "month": "2026-10", "text": "少了一单"}
    page = client.post("/pay/objections", data=said, follow_redirects=True).text
    assert "你的申诉:少了一单" in page
    digest = page.split('name="digest" value="')[1][:64]
    confirm = {"month": "2026-10", "digest": digest}
    assert client.post("/pay/confirmations", data=confirm).status_code == 409
    client.sign_in(proposed.boss)
    assert "少了一单" in client.get("/awards").text
    number = db.session.scalar(select(PayObjection.id))
    client.post("/awards/answers", data={"number": number, "text": "那一单退款了"})
    client.sign_in(proposed.alice)
    assert "答复:那一单退款了" in client.get("/pay").text
    page = client.post("/pay/confirmations", data=confirm, follow_redirects=True).text
    assert "你已在" in page


def test_nobody_objects_to_a_line_of_somebody_else(client, proposed):
    closing.publish(OCTOBER, proposed.boss.id)
    line = proposed.lines()["bob", "commission:0"].id
    said = {"line": line, "month": "2026-10", "text": "太多了"}
    assert client.sign_in(proposed.alice).post("/pay/objections", data=said).status_code == 404


def test_finance_notes_a_closed_month_as_paid(client, proposed):
    client.sign_in(proposed.finance)
    assert "还没有月结的月份" in client.get("/payments").text
    proposed.close()
    assert "Alice" in client.get("/payments").text
    client.post("/payments", data={"month": "2026-10"})
    assert months.find(OCTOBER).state == "paid"


def test_the_number_of_queries_does_not_grow_with_the_lines(client, house):
    client.sign_in(house.owner)
    client.get("/awards")
    house.propose()
    few = queries_of(lambda: client.get("/awards"))
    assert few < 40


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("approver", ["manager", "owner"])
def test_whatever_else_somebody_is_he_does_not_approve_his_own_by_page(client, role, approver):
    both = builders.person("boss", *{role, approver}, grade="formal", hired_on=OCTOBER)
    proposing.propose(OCTOBER, tell, None)
    (line,) = [one.id for one in awards.waiting(both.id) if one.kind == "workload_shortfall"]
    page = client.sign_in(both).get("/awards").text
    assert f'name="line" value="{line}"' not in page
    for verdict in ("yes", "no"):
        said = {"line": [line], "verdict": verdict, "because": "x"}
        assert client.post("/awards/decisions", data=said).status_code == 422
    assert decisions() == 0


def test_a_supervisor_proposes_by_hand_for_the_own_team_alone(client, proposed):
    client.sign_in(proposed.sue)
    assert "olga" not in client.get("/awards/by-hand/new").text.lower()
    said = {"person": proposed.bob.id, "month": "2026-10", "kind": "bonus", "amount": "200"}
    assert client.post("/awards/by-hand", data=said).status_code == 422
    answer = client.post("/awards/by-hand", data={**said, "reason": "带新人"})
    assert answer.status_code == 303
    assert any(one.kind == "bonus" for one in proposed.lines().values())
    other = {**said, "person": proposed.owner.id, "reason": "带新人"}
    assert client.post("/awards/by-hand", data=other).status_code == 422


def test_a_deduction_without_a_hearing_is_refused_and_nothing_typed_is_lost(client, proposed):
    client.sign_in(proposed.sue)
    said = {"person": proposed.bob.id, "month": "2026-10", "kind": "deduction", "amount": "50"}
    answer = client.post("/awards/by-hand", data={**said, "reason": "迟到"})
    assert ("本人的说明" in answer.text, 'value="迟到"' in answer.text) == (True, True)


def test_one_card_is_approved_or_rejected_by_itself(client, proposed):
    client.sign_in(proposed.owner)
    lines = proposed.lines()
    one, other = lines["sue", "team_commission"].id, lines["alice", "champion_amount"].id
    ticked = {"line": [line.id for line in awards.waiting(proposed.owner.id)]}
    assert client.post("/awards/decisions", data={**ticked, "approve": one}).status_code == 303
    assert decisions() == 1
    answer = client.post("/awards/decisions", data={**ticked, "reject": other})
    assert (answer.status_code, decisions()) == (422, 1)
    no = {**ticked, "reject": other, f"because_{other}": "已发现金"}
    assert client.post("/awards/decisions", data=no).status_code == 303
    assert proposed.lines()["alice", "champion_amount"].because == "已发现金"


def test_what_was_ticked_is_ticked_again_after_the_password(client, proposed, set_clock):
    """Nothing is approved that somebody had taken out."""
    client.sign_in(proposed.owner)
    ids = [one.id for one in awards.waiting(proposed.owner.id)]
    set_clock(clock.now() + timedelta(hours=2))
    said = {"line": ids[:2], "verdict": "no", "because": "再看看", "keep": ["line", "because"]}
    back = {"Referer": "http://localhost/awards"}
    answer = client.post("/awards/decisions", data=said, headers=back)
    page = client.get(unquote(answer.location.split("next=")[1])).text
    assert [f'value="{one}" checked' in page for one in ids] == [True] * 2 + [False] * (
        len(ids) - 2
    )
    assert 'value="再看看"' in page


@pytest.mark.parametrize("number", ["0", "-1", str(2**70), "x"])
def test_a_number_that_is_none_is_refused(client, proposed, number):
    client.sign_in(proposed.owner)
    for said in ({"line": number, "verdict": "yes"}, {"approve": number}):
        assert client.post("/awards/decisions", data=said).status_code == 422
