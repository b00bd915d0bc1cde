from datetime import timedelta

import pytest

from app import clock
from app.models import Source
from tests import builders

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def boss(client):
    client.sign_in(builders.person("boss", "manager"))
    return client


def test_an_empty_year_says_what_belongs_there(boss):
    assert "这一年没有收到资源" in boss.get("/cohorts").text


def test_months_down_and_sources_across_since_the_first_lead(boss):
    source = builders.add(Source(name="抖音"))
    for days in (0, 0, 45):
        arrived = clock.now() - timedelta(days=days)
        builders.lead(source_id=source.id, arrived_at=arrived)
    builders.lead()
    page = boss.get("/cohorts").text
    for shown in ("抖音", "没有来源", "0/2", "0/1", "0/3", "2026年11月", "2026年10月"):
        assert shown in page
    assert "2026年9月" not in page
    assert f"by=source&amp;key={source.id}" in page
    assert "2026年10月" in boss.get("/cohorts?month=2026-10").text


@pytest.mark.parametrize("odd", ["x", "2026-13", "2099-01"])
def test_an_odd_month_is_this_one(boss, odd):
    assert "到 2026年11月" in boss.get(f"/cohorts?month={odd}").text


def test_who_sees_a_part_of_the_company_has_no_such_page(client):
    for role in ("rep", "supervisor"):
        client.sign_in(builders.person(role, role))
        assert client.get("/cohorts").status_code == 403
