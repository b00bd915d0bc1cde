"""A chart stands on a table that says the same; its library comes with pages that have one."""

import json
import re
from fractions import Fraction
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.http import assets, scales
from tests import builders, calls

pytestmark = pytest.mark.usefixtures("set_clock")
CHART = re.compile(r"<table-chart.*?</table-chart>", re.S)
LIBRARY = ("table_chart", "uplot", "chart.css")


@pytest.fixture
def alice(client):
    alice = builders.person("alice", team=builders.team())
    calls.call(builders.lead(owner=alice), alice)
    client.sign_in(alice)
    return alice


def charts(page: str) -> list[str]:
    return CHART.findall(page)


def test_the_table_behind_the_trend_has_every_period(client, alice):
    trend = charts(client.get("/reports?first=calls").text)[0]
    assert trend.count("<tr>") == 1 + 12
    assert trend.count("data-value=") == 12
    assert 'data-value="1.0"' in trend and trend.count("data-now") == 1
    ticks = json.loads(unescape(re.search(r'data-ticks="([^"]*)"', trend)[1]))
    assert ticks[0] == [0.0, "0"] and ticks[-1] == [1.0, "1"]


def test_a_period_without_a_value_is_left_out_of_the_drawing(client, alice):
    trend = charts(client.get("/reports?first=connect_rate").text)[0]
    assert trend.count("data-value=") == 1


def test_trend_ranking_and_funnel_are_open_without_a_script(client, alice):
    found = charts(client.get("/reports?first=calls").text)
    assert len(found) == 3
    assert all("<details" in one and "open>" in one for one in found)


def test_nobody_has_no_bar_of_nothing(client, alice):
    boss = builders.person("boss", "manager")
    builders.lead(kind="precise")
    client.sign_in(boss)
    page = client.get("/reports?first=calls").text
    assert "没有归属人" in page and "没有归属人" not in charts(page)[1]


@pytest.mark.parametrize("path", ["/today", "/board", "/leads", "/targets", "/figures", "/me"])
def test_a_page_without_a_chart_loads_no_library(client, alice, path):
    page = client.get(path)
    loaded = re.findall(r'/static/\w+/([^"#]+\.js)', page.text)
    every = assets.with_imports(*(name for name in loaded if "vendor" not in name))
    assert page.status_code == 200
    assert not [one for one in LIBRARY if one in page.text or one in " ".join(every)]


def test_the_report_loads_the_library(client, alice):
    assert "js/elements/table_chart.js" in client.get("/reports").text
    assert "vendor/uplot.js" in assets.with_imports("js/elements/table_chart.js")


def test_a_new_house_is_told_what_belongs_here(client):
    client.sign_in(builders.person("boss", "manager"))
    page = client.get("/reports").text
    assert not charts(page) and "打了电话、确认了到账" in page


def test_a_period_to_come_says_so(client, alice):
    page = client.get("/reports?period=2027-02").text
    assert "这一期还没开始" in page and not charts(page)


def test_a_period_that_there_is_none_of_is_told(client, alice):
    assert "看不懂地址里的时间" in client.get("/reports?period=2026-13").text
    assert "看不懂地址里的时间" not in client.get("/reports?period=2026-10").text


def test_the_page_names_its_period_reach_and_the_day_of_printing(client, alice):
    page = client.get("/reports").text
    for words in ("2026年11月", "Alice", f"打印于 {clock.today().year}年"):
        assert words in page


VALUES = st.lists(st.none() | st.fractions(-(10**9), 10**9, max_denominator=1000), max_size=12)


@given(VALUES)
def test_a_scale_holds_nought_and_every_value_in_few_steps(values):
    marks = [Fraction(at) for at, _ in scales.ticks(values, "calls")]
    known = [value for value in values if value is not None]
    assert 0 in marks and len(marks) <= scales.MOST_SPANS + 2
    assert all(marks[0] <= value <= marks[-1] for value in map(Fraction, map(float, known)))


@pytest.mark.parametrize(
    ("values", "code", "says"),
    [
        ([Fraction(97_730_00)], "amount", ["¥0", "¥50,000", "¥100,000"]),
        ([Fraction(1, 2)], "connect_rate", ["0.0%", "20.0%", "40.0%", "60.0%"]),
        ([Fraction(-300_00), None], "amount", ["−¥300", "−¥200", "−¥100", "¥0"]),
        ([None], "connect_rate", ["0.0%"]),
    ],
)
def test_a_scale_is_written_in_the_unit_of_its_measure(values, code, says):
    assert [words for _, words in scales.ticks(values, code)] == says
