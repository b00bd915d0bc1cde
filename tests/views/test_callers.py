import pytest

from app.services import scripts
from tests import builders, calls
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def alice(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    return alice


def test_an_own_lead_comes_as_on_the_sheet_ready_for_the_outcome(client, alice):
    scripts.fill()
    lead = builders.lead("王秀英", owner=alice, phone="+8613800138000")
    calls.call(lead, alice, note="问费用", direction="in")
    answer = client.get("/callers?digits=8000").json
    [found] = answer["own"]
    assert answer["proto"] == 1
    assert (found["id"], found["rev"], found["phone"]) == (lead.id, lead.rev, "13800138000")
    assert found["notes"][0]["text"] == "问费用"
    assert found["notes"][0]["direction"] == "in"
    assert found["script"] is not None
    assert found["why"] == "你的客户,今天不在名单上"


def test_of_somebody_elses_lead_the_answer_holds_name_mask_and_owner_alone(client, alice):
    bob = builders.person("bob")
    lead = builders.lead(
        "王秀英", owner=bob, phone="+8613800138000", company="丽华", wechat="wx-1", note="秘密"
    )
    answer = client.get("/callers?digits=13800138000")
    assert answer.json["others"] == [
        {
            "id": lead.id,
            "name": "王秀英",
            "company": "丽华",
            "phone_shown": "138****8000",
            "whose": "归Bob",
        }
    ]
    for secret in ("13800138000", "wx-1", "秘密"):
        assert secret not in answer.text


def test_too_few_digits_are_refused_in_words(client, alice):
    answer = client.get("/callers?digits=800")
    assert answer.status_code == 409
    assert answer.json == {"error": "caller_digits_few", "message": "请输入号码最后 4 位以上。"}


def test_the_script_is_told_to_sign_in_in_its_own_form(client, database):
    answer = client.get("/callers?digits=8000")
    assert (answer.status_code, answer.json["proto"]) == (401, 1)


def test_the_number_of_queries_does_not_grow_with_who_is_found(client, alice):
    builders.lead(owner=alice, phone="+8613800018000")
    builders.lead(owner=builders.person("bob"), phone="+8613800028000")
    few = queries_of(lambda: client.get("/callers?digits=8000"))
    for number in range(4):
        builders.lead(owner=alice, phone=f"+861381000{number}8000"[:14])
        builders.lead(phone=f"+8613820{number}18000"[:14])
    assert queries_of(lambda: client.get("/callers?digits=8000")) == few


def test_the_sheet_carries_messages_and_the_limits_of_calling_the_same_number(client, alice):
    scripts.fill()
    builders.lead(owner=alice)
    sheet = client.get("/sheet").json
    assert "message" in {text["kind"] for text in sheet["scripts"]}
    assert sheet["day"]["often"] == {
        "day_calls": 3,
        "day_hours": 24,
        "month_calls": 10,
        "month_days": 30,
    }
    assert sheet["leads"][0]["dials"] == []


@pytest.mark.parametrize(("confirmed_by", "said"), [(None, "自报"), ("recording", "已核实")])
def test_a_call_says_whether_it_is_self_reported_or_confirmed(client, alice, confirmed_by, said):
    lead = builders.lead(owner=alice)
    calls.call(lead, alice, confirmed_by=confirmed_by, direction="in")
    for path in ("/calls", f"/leads/{lead.id}"):
        page = client.get(path).text
        assert {word for word in ("自报", "已核实") if word in page} == {said}, path
    assert "来电:有意向" in client.get(f"/leads/{lead.id}").text
