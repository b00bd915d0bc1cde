"""Every figure opens the rows it was counted from, and they add up to it (rules.md §6)."""

from fractions import Fraction
from math import ceil
from statistics import median

import pytest

from app.rules.measures import dictionary as of
from app.rules.measures import periods
from app.services import settings
from app.services.measures import behind, counting
from app.services.measures.behind import PER_PAGE, Opened
from app.services.measures.cutting import Cut
from tests.services.measures.test_months import folder  # noqa: F401 (a fixture)

pytestmark = pytest.mark.usefixtures("database", "set_clock")
PER = {of.SHARES: 10_000, of.FIRSTS: 10_000}
ADDS_UP = (
    *("calls", "connect_rate", "workload", "amount", "deals", "new_customers", "uncalled"),
    *("follow_up_on_time", "wastage", "cohort_conversion", "complaint_rate"),
)
WHOLE = ("follow_up_on_time", "wastage", "cohort_conversion")
CUTS = ("person", "group", "team", "source", "company")


def all_rows(opened):
    rows, total = behind.page(opened, 1)
    for number in range(2, ceil(total / PER_PAGE) + 1):
        rows += behind.page(opened, number)[0]
    assert len(rows) == total
    return rows


@pytest.mark.parametrize("by", CUTS)
def test_the_rows_add_up_to_the_figure(folder, by):  # noqa: F811
    period = periods.read(folder.name[4:])
    day = period.first.replace(day=15)
    settings.put("workload.not_connected", 2, since=day, actor_id=None)
    for key, counts in counting.counts(period, Cut(by)).items():
        for code in ADDS_UP:
            counted = of.MEASURES[code].counts
            rows = all_rows(Opened(code, period, Cut(by), key))
            found = Fraction(sum(row.counted for row in rows), PER.get(counted, 1))
            assert found == counts.get(counted, 0), (key, code)
        for code in WHOLE:
            rows = all_rows(Opened(code, period, Cut(by), key))
            assert len(rows) == counts.get(of.MEASURES[code].per, 0), (key, code)
        waited = [row.counted for row in all_rows(Opened("speed_to_lead", period, Cut(by), key))]
        middle = Fraction(median(waited)) / 60 if waited else None
        assert of.value(of.MEASURES["speed_to_lead"], counts) == middle
        dials = all_rows(Opened("connect_rate", period, Cut(by), key))
        assert len(dials) == counts.get(of.CALLS, 0)
        customers = all_rows(Opened("repurchase_rate", period, Cut(by), key))
        assert len({row.lead_id for row in customers}) == counts.get(of.CUSTOMERS, 0)
        back = {row.lead_id for row in customers if row.counted}
        assert len(back) == counts.get(of.RETURNED, 0)
        added = all_rows(Opened("wechat_rate", period, Cut(by), key))
        assert len({row.lead_id for row in added}) == counts.get(of.ADDED, 0)


def test_nobody_opens_rows_beyond_his_reach(folder):  # noqa: F811
    period = periods.read(folder.name[4:])
    one, other = list(counting.counts(period, Cut("person")))[:2]
    assert all_rows(Opened("calls", period, Cut("person", ("person", one)), other)) == []
