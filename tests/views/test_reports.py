from fractions import Fraction

import pytest

from app.http.words import measures
from app.rules.measures.dictionary import MEASURES
from tests import builders, calls
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def alice(client):
    alice = builders.person("alice", team=builders.team())
    calls.call(builders.lead(owner=alice), alice)
    client.sign_in(alice)
    return alice


@pytest.mark.parametrize("kind", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("by", ["person", "group", "team", "source"])
def test_every_period_and_cut_is_a_page(client, alice, kind, by):
    client.sign_in(builders.person("boss", "manager"))
    page = client.get(f"/reports?kind={kind}&by={by}&first=connect_rate")
    assert (page.status_code, "100.0%" in page.text) == (200, True)


@pytest.mark.parametrize(
    "query", ["period=x", "period=9999-12", "period=0001", "kind=x&by=x&first=x", "period=2026-W99"]
)
def test_an_odd_address_is_this_month(client, alice, query):
    page = client.get(f"/reports?{query}")
    assert (page.status_code, "2026年11月" in page.text) == (200, True)


def test_a_rep_sees_himself_alone(client, alice):
    bob = builders.person("bob")
    calls.call(builders.lead(owner=bob), bob)
    page = client.get("/reports?by=team").text
    assert ("Alice" in page, "Bob" in page, "一队" in page) == (True, False, False)


def test_the_number_of_queries_does_not_grow_with_the_people(client, alice):
    client.sign_in(builders.person("boss", "manager"))
    counts = [queries_of(lambda: client.get("/reports"))]
    for n in range(5):
        one = builders.person(f"p{n}")
        calls.call(builders.lead(owner=one), one)
    counts.append(queries_of(lambda: client.get("/reports")))
    assert counts[0] == counts[1] <= 56


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_has_a_name_and_a_formula_in_words(code):
    assert measures.NAMES[f"measure_{code}"] and measures.FORMULAS[f"formula_{code}"]


@pytest.mark.parametrize(
    ("value", "code", "says"),
    [
        (None, "connect_rate", "–"),
        (Fraction(1, 3), "connect_rate", "33.3%"),
        (Fraction(2, 3), "deals", "0.67"),
        (Fraction(7, 2), "deals", "3.5"),
        (Fraction(1_234_50), "amount", "¥1,234.50"),
        (Fraction(10), "calls", "10"),
    ],
)
def test_a_value_is_said_as_people_read_it(value, code, says):
    assert measures.measured(value, code) == says


@pytest.mark.parametrize(
    ("now", "before", "code", "says"),
    [
        (Fraction(3), Fraction(2), "calls", "+50.0%"),
        (Fraction(1), Fraction(2), "calls", "−50.0%"),
        (Fraction(1), Fraction(0), "calls", ""),
        (Fraction(1, 2), Fraction(2, 5), "connect_rate", "+10.0 个点"),
        (None, Fraction(1), "connect_rate", ""),
    ],
)
def test_a_change_is_said_in_percent_and_of_rates_in_points(now, before, code, says):
    assert measures.change(now, before, code) == says


def test_a_figure_opens_the_rows_behind_it(client, alice):
    lead = builders.lead("李雷", owner=alice)
    calls.call(lead, alice, connected=False, disposition="no_answer")
    page = client.get("/reports").text
    address = f"/figures?measure=connect_rate&amp;period=2026-11&amp;by=person&amp;key={alice.id}"
    assert address in page
    opened = client.get(address.replace("&amp;", "&")).text
    for words in ("50.0%", "= 1 ÷ 2", "李雷", "王秀英", "Alice"):
        assert words in opened


def test_a_figure_of_somebody_else_opens_nothing(client, alice):
    bob = builders.person("bob")
    calls.call(builders.lead("李雷", owner=bob), bob)
    opened = client.get(f"/figures?measure=calls&by=person&key={bob.id}").text
    assert "李雷" not in opened and "这段时间还没有数据" in opened


@pytest.mark.parametrize("query", ["measure=x", "measure=calls&by=x"])
def test_a_figure_that_is_none_is_not_there(client, alice, query):
    assert client.get(f"/figures?{query}").status_code == 404
