"""Customers there were before, and who of them bought again (rules.md §6, repurchase rate)."""

from datetime import date
from fractions import Fraction

import pytest

from app.models import Membership
from app.rules.measures import dictionary, periods
from app.rules.measures.dictionary import MEASURES, value
from app.services.deals import confirming
from app.services.measures import counting
from app.services.measures.cutting import Cut
from app.services.measures.stretches import Stretch
from tests import builders
from tests.services.deals.conftest import Desk, desk  # noqa: F401 (a fixture)

MONTH = periods.containing("month", date(2026, 11, 23))
OCTOBER = date(2026, 10, 20)


def sold(desk, lead, day, **facts):  # noqa: F811
    """A deal that counts from this day on."""
    deal = desk.deal(uuid=f"{lead.id}-{day}", lead_id=lead.id, signed_on=day, **facts)
    number = desk.came(deal, 1_000_00, uuid=f"{deal}-{day}", day=day)
    confirming.decide("receipt", number, desk.finance.id, yes=True)


def rate(by="company", key=0):
    counts = counting.counts(MONTH, Cut(by)).get(key, {})
    return value(MEASURES["repurchase_rate"], counts)


def test_nobody_was_a_customer_before_and_there_is_no_rate(desk):  # noqa: F811
    sold(desk, desk.lead, date(2026, 11, 2))
    sold(desk, desk.lead, date(2026, 11, 9))
    assert rate() is None


def test_of_two_customers_one_came_back_however_often(desk):  # noqa: F811
    other = builders.lead("李雷", owner=desk.alice)
    for day in (OCTOBER, date(2026, 11, 2), date(2026, 11, 9)):
        sold(desk, desk.lead, day)
    sold(desk, other, OCTOBER)
    assert rate() == rate("person", desk.alice.id) == Fraction(1, 2)


def test_it_counts_for_who_made_the_customer_whoever_sold_again(desk):  # noqa: F811
    sold(desk, desk.lead, OCTOBER)
    sold(desk, desk.lead, date(2026, 11, 2), shares=((desk.bob.id, 10_000),))
    assert rate("person", desk.alice.id) == 1
    assert rate("person", desk.bob.id) is None


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 10, 21)])
def test_a_further_deal_of_before_is_none_of_the_period(desk, day):  # noqa: F811
    sold(desk, desk.lead, OCTOBER)
    sold(desk, desk.lead, day)
    assert rate() == 0


def of_two() -> dict[str, int]:
    """Two customers of Alice and Bob, who are in one team, and one of them bought again."""
    both, team = Desk(), builders.team()
    groups = {both.alice: builders.group(team), both.bob: builders.group(team, "B组")}
    for who, group in groups.items():
        at = {"since": date(2026, 1, 1), "team_id": team.id, "group_id": group.id}
        builders.add(Membership(person_id=who.id, **at))
    both_have = ((both.alice.id, 4_000), (both.bob.id, 6_000))
    sold(both, both.lead, OCTOBER, shares=both_have)
    sold(both, builders.lead("李雷", owner=both.alice), OCTOBER, shares=both_have)
    sold(both, both.lead, date(2026, 11, 2))
    return {"person": both.bob.id, "group": groups[both.bob].id, "team": team.id}


@pytest.mark.parametrize("by", ["person", "group", "team", "source"])
@pytest.mark.parametrize("within", [None, "person", "group", "team"])
def test_a_customer_of_two_is_one_of_all_together(database, set_clock, prepared, by, within):
    """Whether the lines say it, or it is asked of all: in months with new customers and without."""
    places = prepared(of_two, of_two)
    some = (within, places[within]) if within else None
    months = Stretch.of(MONTH.before(), MONTH, MONTH.after())
    lines, whole = counting.with_whole(months, Cut(by, some))
    assert lines == [counting.counts(one, Cut(by, some)) for one in months.periods]
    company = [counting.counts(one, Cut("company", some))[0] for one in months.periods]
    for name in (dictionary.CUSTOMERS, dictionary.RETURNED):
        assert [one.get(name) for one in whole] == [one.get(name) for one in company]
    assert [one.get(dictionary.CUSTOMERS) for one in whole] == [None, 2, 2]
    assert whole[1][dictionary.RETURNED] == 1
