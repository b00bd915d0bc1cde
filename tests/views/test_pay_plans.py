import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import AuditEntry, PayPlan
from app.rules.defaults.plan import SAMPLE_PLAN
from app.services.accounts import preferences
from app.services.pay import plans, versions
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


@pytest.fixture
def dora(boss):
    return builders.person("dora", "owner")


def typed(client, address="/pay-plans/new", **said):
    """What a browser sends back from the form of this page, with what somebody changed."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", client.get(address).text):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and (' type="radio"' not in tag or " checked" in tag):
            found[name[1]] = value[1] if value else ""
    return {**found, "note": "旺季", **said}


def drafted(client, **said) -> int:
    answer = client.post("/pay-plans", data=typed(client, **said))
    assert answer.status_code == 303, re.findall("<li>(.*?)</li>", answer.text)
    return int(answer.location.rsplit("/", 1)[1])


def approve(client, plan_id, **said):
    return client.post(f"/pay-plans/{plan_id}/approval", data={"rev": 1, "note": "", **said})


def test_at_first_the_sample_holds_and_every_number_of_it_is_said(client, boss):
    page = client.get("/pay-plans").text
    assert "样例方案" in page and "现行" in page and "数字只是例子" in page
    whole = client.get("/pay-plans/0").text
    for words in (
        *("3,000 元", "3,500 元", "5,000 元", "120 工作量", "扣 10 元", "20%", "按 3%", "50,000"),
        *("5%", "8%", "500 元", "300 元", "1,000 元", "600 元", "50%", "40 分", "0.5%", "120%"),
    ):
        assert words in whole, words


def test_a_draft_begins_as_a_copy_and_says_back_what_was_copied(client, boss):
    plan_id = drafted(client)
    kept = versions.one(plan_id)
    assert (kept.document, kept.starts_on, kept.is_draft) == (SAMPLE_PLAN, date(2026, 12, 1), True)
    assert "没有任何不同" in client.get(f"/pay-plans/{plan_id}").text


def test_yuan_and_percent_are_read_as_people_type_them(client, boss):
    said = {"base_formal": "4,000", "commission_to_target_bp": "3.5%", "team_commission_bp": "0.75"}
    said |= {"pk_pot_fen": "1.2万", "champions_deals_fen": "0", "quota_units": "100"}
    document = versions.one(drafted(client, **said)).document
    assert document["base"]["formal"] == 400_000
    assert document["commission"]["to_target_bp"] == 350
    assert document["team_commission_bp"] == 75
    assert (document["pk"]["pot_fen"], document["champions"]["deals_fen"]) == (1_200_000, 0)
    page = client.get("/pay-plans/1").text
    assert "转正底薪" in page and "3,500 元" in page and "4,000 元" in page


def test_bands_may_be_added_in_the_blank_rows_in_any_order(client, boss):
    rows = {"bands-1-to_fen": "10万", "bands-2-from_fen": "10万", "bands-2-bp": "10"}
    bands = versions.one(drafted(client, **rows)).document["commission"]["above"]
    assert [(one["from_fen"], one["to_fen"], one["bp"]) for one in bands] == [
        (0, 5_000_000, 500),
        (5_000_000, 10_000_000, 800),
        (10_000_000, None, 1_000),
    ]
    assert 'name="bands-4-bp"' in client.get("/pay-plans/1/edit").text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"bands-1-from_fen": "60000"}, "中间空了一段"),
        ({"bands-1-from_fen": "40000"}, "重叠了一段"),
        ({"bands-1-to_fen": "90000"}, "最后一档的“到”要留空"),
        ({"bands-0-from_fen": "1"}, "第一档要从 0 元开始"),
        ({"scorecard_weights_amount": "41"}, "合计要是 100,现在是 101"),
        ({"pk_workload": "40"}, "现在是 90"),
        ({"starts_on": "2026-12-02"}, "要从某月 1 日开始"),
        ({"starts_on": "2026-10-01"}, "过去的月份不能换方案"),
        ({"starts_on": "soon"}, "有的地方没填对"),
        ({"base_formal": "viel"}, "请写金额"),
        ({"quota_units": "12.5"}, "请写整数"),
        ({"commission_to_target_bp": "101"}, "要在 0% 到 100% 之间"),
        ({"steps-4-from_score": "10"}, "最低的一档要从 0 分开始"),
        ({"name": ""}, "请给方案起个名字"),
        ({"note": ""}, "请写明为什么改"),
        ({"commission_way": "steep"}, "有的地方没填对"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(client, boss, said, sentence):
    refused = client.post("/pay-plans", data=typed(client, base_probation="2999", **said))
    assert (refused.status_code, sentence in refused.text, "2999" in refused.text) == (
        422,
        True,
        True,
    )
    assert db.session.scalars(select(PayPlan)).all() == []


def test_all_that_is_wrong_is_said_at_once(client, boss):
    said = {"pk_workload": "40", "scorecard_weights_amount": "41", "bands-1-from_fen": "60000"}
    page = client.post("/pay-plans", data=typed(client, **said)).text
    assert page.count("<li>") - client.get("/pay-plans/new").text.count("<li>") == 3


def test_an_empty_form_is_refused(client, boss):
    assert client.post("/pay-plans", data={}).status_code == 422


def test_who_was_slower_sees_it_and_may_keep_his(client, boss):
    plan_id = drafted(client)
    late = typed(client, f"/pay-plans/{plan_id}/edit", base_formal="4200")
    client.post(f"/pay-plans/{plan_id}", data={**late, "base_formal": "4100"})
    refused = client.post(f"/pay-plans/{plan_id}", data=late)
    assert (refused.status_code, "刚才有人改过" in refused.text) == (422, True)
    assert versions.one(plan_id).document["base"]["formal"] == 410_000
    client.post(f"/pay-plans/{plan_id}", data={**late, "rev": 2})
    assert versions.one(plan_id).document["base"]["formal"] == 420_000


def test_a_second_person_approves_and_then_nothing_changes_it(client, boss, dora):
    plan_id = drafted(client, base_formal="4000", starts_on="2026-11-01")
    own = client.get(f"/pay-plans/{plan_id}/approval").text
    assert "要由别人批准" in own and "Dora" in own and "批准方案</button>" not in own
    assert "要由别人批准" in approve(client, plan_id).text
    client.sign_in(dora)
    page = client.get(f"/pay-plans/{plan_id}/approval").text
    assert "转正底薪" in page and "旺季" in page and "2026年11月1日 起" in page
    assert approve(client, plan_id, note="看过试算").location == f"/pay-plans/{plan_id}"
    page = client.get(f"/pay-plans/{plan_id}").text
    assert "现行" in page and "看过试算" in page and "修改" not in page
    assert plans.in_force(clock.today()).plan.base["formal"] == 400_000
    client.sign_in(boss)
    assert client.get(f"/pay-plans/{plan_id}/edit").status_code == 409
    assert "已经批准" in client.post(f"/pay-plans/{plan_id}/removal", data={"rev": 1}).text
    assert "现行" in client.get("/pay-plans").text


def test_only_what_was_shown_is_approved(client, boss, dora):
    plan_id = drafted(client)
    changed = typed(client, f"/pay-plans/{plan_id}/edit", base_formal="9999")
    client.post(f"/pay-plans/{plan_id}", data=changed)
    client.sign_in(dora)
    late = approve(client, plan_id)
    assert (late.status_code, "刚才有人改过" in late.text, "9,999" in late.text) == (
        422,
        True,
        True,
    )
    assert versions.one(plan_id).is_draft


def test_the_only_one_approves_alone_and_says_why(client, boss):
    plan_id = drafted(client)
    assert "由你自己批准" in client.get(f"/pay-plans/{plan_id}/approval").text
    assert "请写明为什么" in approve(client, plan_id).text
    approve(client, plan_id, note="三个人的小队")
    assert "独自批准" in client.get(f"/pay-plans/{plan_id}").text


def test_the_password_is_asked_again(client, boss, dora, set_clock):
    plan_id = drafted(client)
    client.sign_in(dora)
    set_clock(clock.now() + timedelta(minutes=11))
    assert "/me/confirmation" in client.get(f"/pay-plans/{plan_id}/approval").location
    approve(client, plan_id)
    assert versions.one(plan_id).is_draft


def test_a_draft_is_thrown_away_and_stays_on_record(client, boss):
    plan_id = drafted(client, base_formal="4321")
    client.post(f"/pay-plans/{plan_id}/removal", data={"rev": 1})
    assert client.get(f"/pay-plans/{plan_id}").status_code == 404
    entry = db.session.scalars(select(AuditEntry).filter_by(action="pay_plan_discarded")).one()
    assert entry.details["document"]["base"]["formal"] == 432_100


def test_a_cliff_shows_its_jumps_for_a_target(client, boss):
    page = client.get(f"/pay-plans/{drafted(client, commission_way='cliff')}").text
    assert "+2,000 元" in page and "+4,500 元" in page and "提成方式" in page
    page = client.get("/pay-plans/1?target=5万").text
    assert "目标 50,000 元" in page and "+1,000 元" in page
    assert "目标 100,000 元" in client.get("/pay-plans/1?target=x").text


def test_in_english_no_chinese_is_left(client, boss, dora):
    """Also after the pages were made in Chinese: no text of a template is kept in one language."""
    plan_id = drafted(client, name="Autumn", note="Peak", commission_way="cliff")
    builders.person("alice", hired_on=date(2026, 3, 2), grade="probation")
    paths = ["", "/0", f"/{plan_id}", f"/{plan_id}/edit", f"/{plan_id}/approval"]
    paths = [f"/pay-plans{path}" for path in [*paths, f"/{plan_id}/replay"]]
    for path in paths:
        client.get(path)
    preferences.keep(boss.id, language="en", theme="auto")
    for path in paths:
        assert re.findall("[\u4e00-\u9fff]+", client.get(path).text) == [], path


def test_versions_follow_each_other(client, boss, dora):
    for start in ("2026-11-01", "2027-03-01"):
        client.sign_in(boss)
        plan_id = drafted(client, starts_on=start, name=start)
        client.sign_in(dora)
        approve(client, plan_id)
    page = client.get("/pay-plans").text
    assert "2026年11月1日 – 2027年2月28日" in page and "已批准,未开始" in page
    assert "已过去" in page and "– 2026年10月31日" in page
    assert [one.id for one in versions.all_()] == [2, 1, 0]


@pytest.mark.parametrize(
    "said",
    [
        {"bands-99999999999999999999-bp": "5"},
        {"bands-²-bp": "5"},
        {f"bands-{n}-bp": "5" for n in range(300)},
        {"base_formal": "9" * 400, "quota_units": "١٢"},
        {"rev": "x", "name": "\0", "starts_on": "0000-00-00"},
        {"starts_on": "9999-12-01"},
    ],
)
def test_a_hostile_form_is_refused_or_passed_over(client, boss, said):
    answer = client.post("/pay-plans", data=typed(client, **said))
    assert answer.status_code == (303 if "bands-²-bp" in said else 422)


@pytest.mark.parametrize(
    ("role", "reads", "writes", "approves"),
    [
        ("manager", True, True, True),
        ("owner", True, False, True),
        ("supervisor", True, False, False),
        ("rep", False, False, False),
        ("assistant", False, False, False),
        ("admin", False, False, False),
        ("finance", False, False, False),
    ],
)
def test_who_reads_writes_and_approves(client, boss, role, reads, writes, approves):
    plan_id = drafted(client)
    client.sign_in(builders.person("who", role))
    page = client.get(f"/pay-plans/{plan_id}")
    assert (page.status_code == 200) == reads
    assert ((client.get("/pay-plans/new").status_code) == 200) == writes
    assert (client.get(f"/pay-plans/{plan_id}/approval").status_code == 200) == approves
    assert (client.get(f"/pay-plans/{plan_id}/replay").status_code == 200) == approves
    assert ("/edit" in page.text, "/approval" in page.text, "/replay" in page.text) == (
        reads and writes,
        reads and approves,
        reads and approves,
    )
    assert ("/pay-plans" in client.get("/settings").text) == reads


def test_the_list_asks_as_much_for_ten_as_for_one(client, boss):
    drafted(client)
    one = queries_of(lambda: client.get("/pay-plans"))
    for _ in range(9):
        drafted(client)
    assert queries_of(lambda: client.get("/pay-plans")) == one


@pytest.mark.parametrize("address", ["999", "999/edit", "999/approval", "999/replay", "0/edit"])
def test_what_is_not_there_is_missing(client, boss, address):
    assert client.get(f"/pay-plans/{address}").status_code == 404


@pytest.mark.parametrize(
    ("span", "says"),
    [
        ("?from=2026-08&to=2026-10", "这几个月没有人领工资"),
        ("?from=2026-10&to=2026-08", "在结束的后面"),
        ("?from=2026-01&to=2026-10", "最多重算 6 个月"),
        ("?to=2026-11", "已经过完"),
        ("?from=x", "2026-10"),
    ],
)
def test_which_months_can_be_computed_again(client, boss, span, says):
    assert says in client.get(f"/pay-plans/{drafted(client)}/replay{span}").text


def test_a_draft_is_tried_on_months_that_are_over(client, boss):
    hired = date(2026, 3, 2)
    builders.person("alice", hired_on=hired, grade="probation")
    plan_id = drafted(client, base_probation="3100")
    page = client.get(f"/pay-plans/{plan_id}/replay").text
    assert "Alice" in page and "9,000" in page and "9,300" in page and "+300" in page
    assert "2026年8月" in page and "2026年10月" in page and "底薪" in page
    assert "赢家都一样" in page
