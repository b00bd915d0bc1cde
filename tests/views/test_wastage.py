import html
import re
from datetime import timedelta

import pytest

from app import clock
from app.http import words
from app.services.hand_outs import runs
from app.services.recycling import drops
from tests import builders

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


def test_the_month_and_its_neighbours(client, boss, set_clock):
    builders.person("alice")
    for _ in range(3):
        builders.lead(kind="precise")
    runs.hand_out("by_hand", boss.id)
    set_clock(clock.now() + timedelta(days=3))
    drops.recycle()
    client.sign_in(boss)
    page = client.get("/wastage").text
    for shown in ("2026年11月", "2026年10月", "Alice", "100.0%", "0.0%"):
        assert shown in page
    assert "2026年12月" not in page
    empty = client.get("/wastage?month=2026-10").text
    assert "这个月没有分过精准资源" in empty
    assert "2026年11月" in empty


def test_what_was_handed_out_and_wasted_opens_its_rows(client, boss):
    builders.person("alice")
    for name in ("王秀英", "李强"):
        builders.lead(name, kind="precise")
    runs.hand_out("by_hand", boss.id)
    client.sign_in(boss)
    links = re.findall(r'href="(/figures[^"]*)"', client.get("/wastage").text)
    assert len(links) == 3 and len(set(links)) == 1
    rows = client.get(html.unescape(links[0])).text
    assert "王秀英" in rows and "李强" in rows
    client.sign_in(builders.person("lead", "supervisor"))
    page = client.get("/wastage").text
    assert "Alice" in page and "/figures?" not in page, "rows of other teams are not his to open"


@pytest.mark.parametrize("odd", ["", "2026-13", "x", "2027-01", "1999-01", "2026-11-01"])
def test_an_odd_month_is_this_one(client, boss, odd):
    assert "2026年11月" in client.get(f"/wastage?month={odd}").text


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(1, 3, "33.3%"), (1, 16, "6.3%"), (0, 5, "0.0%"), (0, 0, "–")]
)
def test_a_share_is_rounded_by_whole_numbers(part, whole, percent):
    assert words.share(part, whole) == percent


def test_so_many_for_each():
    assert [words.each(7, 3), words.each(1, 20), words.each(4, 0)] == ["2.3", "0.1", "–"]
