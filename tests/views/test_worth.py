from datetime import date

import pytest

from app.services.pay import worth
from tests import builders
from tests.queries import queries_of
from tests.sales import sale

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def boss(client):
    return builders.person("boss", "manager")


@pytest.fixture
def team(client):
    return builders.team()


def rep(login, team, **facts):
    said = {"hired_on": date(2026, 10, 12), "grade": "probation", "team": team}
    return builders.person(login, **said | facts)


def test_a_rep_reads_what_one_more_deal_would_bring(client, boss, team):
    client.sign_in(rep("alice", team))
    page = client.get("/worth?yuan=1万").text
    assert "今天再成交 1 单(10,000 元)" in page
    assert "¥1,300" in page  # 3 % and both contests, which nobody has won yet
    assert "还没有人有成绩" in page


def test_without_an_amount_it_is_the_size_of_the_teams_recent_deals(client, boss, team):
    alice = rep("alice", team)
    client.sign_in(alice)
    assert "平均一单约 10,000 元" in client.get("/worth").text
    sale(rep("bob", team), 6_000_00, boss)
    sale(rep("carol", team), 6_960_00, boss)
    sale(rep("stranger", builders.team("二队")), 90_000_00, boss)
    page = client.get("/worth").text
    assert "平均一单约 6,500 元" in page and "再成交 1 单(6,500 元)" in page


def test_of_the_first_only_the_distance_is_told(client, boss, team):
    alice, bob = rep("alice", team), rep("bobby", team)
    sale(bob, 8_000_00, boss)
    client.sign_in(alice)
    page = client.get("/worth?yuan=1000").text
    assert "离第一名还差 8,000 元" in page and "离第一名还差 1 单" in page
    assert "Bobby" not in page
    client.sign_in(bob)
    assert client.get("/worth").text.count("现在你是第一") == 2


def test_an_amount_that_cannot_be_read_is_refused_and_stays_typed(client, boss, team):
    client.sign_in(rep("alice", team))
    page = client.get("/worth?yuan=很多").text
    assert 'value="很多"' in page and "看不懂" in page and "¥1,300" in page


def test_who_has_no_grade_is_told_whom_to_ask(client, team):
    client.sign_in(builders.person("alice", team=team))
    assert "请经理看一下" in client.get("/worth").text


@pytest.mark.parametrize(
    ("role", "status"), [("rep", 200), ("supervisor", 200), ("owner", 403), ("admin", 403)]
)
def test_it_is_for_those_who_sell(client, role, status):
    client.sign_in(builders.person("alice", role))
    assert client.get("/worth").status_code == status


def test_the_questions_to_the_database_do_not_grow_with_the_team(client, boss, team):
    alice = rep("alice", team)
    sale(alice, 8_000_00, boss)
    few = queries_of(lambda: worth.of(alice.id))
    for n in range(4):
        rep(f"rep{n}", team)
    assert queries_of(lambda: worth.of(alice.id)) == few
