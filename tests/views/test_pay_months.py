import re
from datetime import date

import pytest

from app.models import Target
from app.services.pay import side_by_side
from tests import builders
from tests.queries import queries_of
from tests.sales import sale

pytestmark = pytest.mark.usefixtures("set_clock")
TODAY = date(2026, 11, 23)


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


def rep(login="alice", **facts):
    said = {"hired_on": date(2026, 10, 12), "grade": "probation"}
    return builders.person(login, **said | facts)


def test_the_address_without_a_month_leads_to_the_running_one(client, boss):
    answer = client.get("/pay-months")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/pay-months/2026-11")


def test_a_month_stands_beside_the_one_before(client, boss):
    rep()
    page = client.get("/pay-months/2026-11").text
    assert "样例方案" in page and "本月还没过完" in page
    assert "3,000" in page and "+500" in page
    assert "本月还没过完" not in client.get("/pay-months/2026-10").text


def test_the_table_is_ordered_by_what_its_address_says(client, boss):
    """Who has most comes first and who has none last, as in the months before and after."""
    alice, _, carol = rep("alice"), rep("bob", grade="formal"), rep("carol")
    sale(carol, 10_000_00, boss)
    sale(alice, 5_000_00, boss)

    def names(by):
        page = client.get(f"/pay-months/2026-11?by={by}").text
        return re.findall(r'<th scope="row"><a[^>]*>(\w+)<', page)

    assert names("") == names("odd") == ["Alice", "Bob", "Carol"]
    assert names("commission") == ["Carol", "Alice", "Bob"]
    assert names("base") == ["Bob", "Alice", "Carol"]
    assert names("total") == ["Carol", "Alice", "Bob"]
    page = client.get("/pay-months/2026-11?by=total").text
    assert page.count("aria-sort") == 1 and "/pay-months/2026-10?by=total" in page


def test_a_line_opens_to_its_sentence_its_sum_its_rule_and_the_rows(client, boss):
    alice = rep()
    sale(alice, 10_000_00, boss)
    page = client.get(f"/pay-months/2026-11/people/{alice.id}").text
    assert "全部按 3%" in page and "10,000.00 × 3% = 300.00" in page
    assert "规则 §8.4:" in page
    link = f"/figures?measure=amount&amp;by=person&amp;key={alice.id}&amp;period=2026-11"
    assert link in page
    assert "¥10,000" in client.get(link.replace("&amp;", "&")).text


def test_the_scorecard_shows_what_takes_no_part(client, boss):
    alice = rep()
    target = {"scope": "person", "person_id": alice.id, "measure": "amount"}
    when = {"period": "2026-11", "set_at": boss.created_at}
    builders.add(Target(hundredths=20_000_00, **target, **when))
    sale(alice, 10_000_00, boss)
    page = client.get(f"/pay-months/2026-11/people/{alice.id}").text
    assert "绩效考核表" in page and "不参与" in page
    assert '<span class="number">50</span>' in page


@pytest.mark.parametrize("month", ["2026-12", "2026-13", "1999-01", "x"])
def test_a_month_that_has_not_begun_or_is_none_is_missing(client, boss, month):
    assert client.get(f"/pay-months/{month}").status_code == 404
    assert client.get(f"/pay-months/{month}/people/1").status_code == 404


def test_an_empty_house_says_what_belongs_there(client, boss):
    assert "给人定级" in client.get("/pay-months/2026-11").text


@pytest.mark.parametrize("role", ["supervisor", "assistant", "admin", "rep", "group_leader"])
def test_who_sees_no_pay_finds_neither_the_page_nor_the_way_to_it(client, boss, role):
    alice = rep()
    client.sign_in(builders.person("carol", role))
    assert client.get("/pay-months/2026-11").status_code == 403
    assert client.get(f"/pay-months/2026-11/people/{alice.id}").status_code == 403
    assert "/pay-months" not in client.get("/me").text


@pytest.mark.parametrize("role", ["manager", "owner", "finance"])
def test_who_pays_sees_it(client, boss, role):
    client.sign_in(builders.person("carol", role))
    assert client.get("/pay-months/2026-11").status_code == 200
    assert "/pay-months" in client.get("/me").text


def test_the_questions_to_the_database_do_not_grow_with_the_people(client, boss):
    sale(rep(), 10_000_00, boss)
    few = queries_of(lambda: side_by_side.of(TODAY))
    for n in range(5):
        rep(f"rep{n}")
    assert queries_of(lambda: side_by_side.of(TODAY)) == few
