from datetime import date

import pytest

from app.models.visible import ALL
from app.rules.pay.rounds import Terms
from app.services.pay import contests, rounds
from app.services.pay.rounds import Who
from tests import builders, calls
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
TODAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


@pytest.fixture
def team(client):
    return builders.team()


@pytest.fixture
def groups(team):
    return [builders.group(team, name) for name in ("A组", "B组")]


@pytest.fixture
def alice(team, groups):
    return builders.person("alice", team=team, group=groups[0], grade="formal")


@pytest.fixture
def bob(team, groups):
    return builders.person("bob", team=team, group=groups[1], grade="formal")


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


def said(groups=(), **facts):
    days = {"first": "2026-11-24", "last": "2026-11-29"}
    terms = {"workload": 60, "prize": "奶茶", "yuan": "200", "one": 0, "other": 0}
    return {"groups": [one.id for one in groups], **days, **terms, **facts}


def test_all_of_the_team_see_how_the_month_stands(client, team, alice, bob):
    calls.call(builders.lead(), alice)
    for who in (alice, bob):
        client.sign_in(who)
        page = client.get("/pk").text
        assert "“A组”领先" in page and "只比工作量" in page and "奖金 600 元" in page
        assert "工作量 1 ÷ 出勤 16 天 = 0.06" in page


def test_who_may_see_other_groups_opens_the_calls_behind_one(
    client, team, groups, alice, bob, boss
):
    calls.call(builders.lead("李雷"), alice)
    address = f"/figures?measure=workload&amp;period=2026-11&amp;by=group&amp;key={groups[0].id}"
    assert address in client.get("/pk").text
    assert "李雷" in client.get(address.replace("&amp;", "&")).text
    client.sign_in(alice)
    assert "/figures" not in client.get("/pk").text


def test_another_team_sees_none_of_it(client, alice, bob):
    client.sign_in(builders.person("carol", team=builders.team("二队")))
    page = client.get("/pk").text
    assert "这个月没有小组PK" in page and "A组" not in page


def test_a_round_is_opened_and_says_what_it_is_about(client, boss, groups, alice, bob):
    page = client.post("/pk-rounds", data=said(groups), follow_redirects=True).text
    assert all(words in page for words in ("还没开始", "奶茶", "200 元", "Alice", "Bob"))
    assert "工作量占 60%,成单率占 40%" in page
    assert "A组 · B组" in client.get("/pk").text


def test_two_people_may_be_a_round(client, boss, alice, bob):
    pair = said(one=alice.id, other=bob.id, first="2026-11-23")
    page = client.post("/pk-rounds", data=pair, follow_redirects=True).text
    assert "进行中" in page and "都还没有成绩" in page


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"first": "2026-11-20"}, "第一天不能早于今天"),
        ({"first": ""}, "请选第一天"),
        ({"prize": "", "yuan": ""}, "请写奖品或奖金"),
        ({"yuan": "很多"}, "看不懂"),
        ({"workload": "101"}, "0 到 100"),
        ({"groups": []}, "请选至少两个小组"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_typed(
    client, boss, groups, alice, bob, facts, says
):
    refused = client.post("/pk-rounds", data=said(groups) | facts)
    assert (refused.status_code, says in refused.text) == (422, True)
    assert 'value="2026-11-29"' in refused.text


def test_it_is_withdrawn_before_its_start_only(client, boss, groups, alice, bob):
    client.post("/pk-rounds", data=said(groups))
    who = Who(boss.id, ALL)
    (coming,) = [one.id for one in rounds.listed(who)]
    assert "撤回这场PK" in client.get(f"/pk-rounds/{coming}").text
    client.post(f"/pk-rounds/{coming}/withdrawal")
    assert "已撤回" in client.get(f"/pk-rounds/{coming}").text
    terms = Terms(TODAY, SUNDAY, "奶茶", 0, 50)
    running = rounds.open_round(terms, [one.id for one in groups], [], who)
    assert "撤回这场PK" not in client.get(f"/pk-rounds/{running}").text
    assert client.post(f"/pk-rounds/{running}/withdrawal").status_code == 409


def test_a_rep_reads_and_opens_none(client, boss, groups, alice, bob):
    client.post("/pk-rounds", data=said(groups))
    (made,) = [one.id for one in rounds.listed(Who(boss.id, ALL))]
    client.sign_in(alice)
    assert client.get(f"/pk-rounds/{made}").status_code == 200
    assert "撤回这场PK" not in client.get(f"/pk-rounds/{made}").text
    assert client.get("/pk-rounds/new").status_code == 403
    assert client.post("/pk-rounds", data=said(groups)).status_code == 403
    assert client.post(f"/pk-rounds/{made}/withdrawal").status_code == 403


def test_a_foreign_round_is_as_a_missing_one(client, boss, groups, alice, bob):
    client.post("/pk-rounds", data=said(groups))
    (made,) = [one.id for one in rounds.listed(Who(boss.id, ALL))]
    client.sign_in(builders.person("carol", "supervisor", team=builders.team("二队")))
    assert client.get(f"/pk-rounds/{made}").status_code == 404
    assert client.get("/pk-rounds/999").status_code == 404
    assert client.post(f"/pk-rounds/{made}/withdrawal").status_code == 404
    assert "A组" not in client.get("/pk-rounds/new").text


def test_the_questions_to_the_database_do_not_grow_with_the_team(client, team, groups, alice, bob):
    who = Who(alice.id, "own")
    few = queries_of(lambda: contests.of_month(TODAY, who))
    for n in range(4):
        builders.person(f"more{n}", team=team, group=groups[1], grade="formal")
    assert queries_of(lambda: contests.of_month(TODAY, who)) == few
