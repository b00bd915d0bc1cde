"""Good news is told of what counts, and says what it did for the team (rules.md §5, §9)."""

from datetime import date

import pytest

from app.rules.measures import periods
from app.services.customers.within import Who
from app.services.deals import confirming, entering, good_news, receiving
from app.services.deals.entering import Said
from app.services.deals.receiving import Came
from app.services.targets.setting import Owner
from app.services.targets.setting import put as aim
from tests import builders, sales

TODAY = date(2026, 11, 23)
MONTH = periods.read("2026-11")


@pytest.fixture
def team(database, set_clock):
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def boss(team):
    return builders.person("boss", "manager")


def agreed(alice, boss, *others, price=10_000_00):
    """A deal without a receipt, its shares in equal parts."""
    people = (alice, *others)
    shares = tuple((one.id, 10_000 // len(people)) for one in people)
    lead, who = builders.lead(owner=alice), Who(boss.id, "all")
    return entering.enter(Said(f"d{lead.id}", lead.id, shares, price, TODAY), who)


def receive(deal, fen, boss, kind="money", *, yes=True):
    came = Came(uuid=f"{kind}:{deal}:{fen}", day=TODAY, kind=kind, fen=fen)
    number = receiving.note(deal, came, Who(boss.id, "all"))
    confirming.decide("receipt", number, boss.id, yes=yes, because="" if yes else "没到")


def test_there_is_none_before_money_is_confirmed(alice, boss):
    deal = agreed(alice, boss)
    assert good_news.of(deal) is None
    receive(deal, 5_000_00, boss, yes=False)
    assert good_news.of(deal) is None
    receive(deal, 4_000_00, boss)
    assert (good_news.of(deal).won.fen, good_news.of(deal).won.price_fen) == (4_000_00, 10_000_00)


def test_nor_of_one_that_was_paid_back(alice, boss):
    deal = sales.sale(alice, 9_000_00, boss)
    receive(deal, 9_000_00, boss, kind="refund")
    assert good_news.of(deal) is None


def test_it_says_whether_it_took_the_team_over_its_target(team, alice, boss):
    aim(Owner("team", team.id), "amount", MONTH, 10_000_00, by_id=boss.id)
    first = sales.sale(alice, 6_000_00, boss, day=date(2026, 11, 20))
    second = sales.sale(alice, 4_000_00, boss)
    moved = good_news.of(second).moved
    assert (moved.part, moved.reached, moved.target) == (4_000_00, 10_000_00, 10_000_00)
    assert moved.crossed
    sales.sale(alice, 6_000_00, boss)
    assert not good_news.of(first).moved.crossed


def test_only_the_teams_own_part_moved_it(team, alice, boss):
    other = builders.team("二队")
    carol = builders.person("carol", team=other)
    deal = agreed(alice, boss, carol)
    receive(deal, 10_000_00, boss)
    news = good_news.of(deal)
    assert news.won.names == ["Alice", "Carol"]
    assert (news.moved.team, news.moved.part, news.moved.target) == ("一队", 5_000_00, None)


def test_who_belongs_to_no_team_moves_none(boss):
    dan = builders.person("dan")
    assert good_news.of(sales.sale(dan, 1_000_00, boss)).moved is None


def test_the_deals_of_some_days_are_those_of_the_place(team, alice, boss):
    dan = builders.person("dan")
    mine, other = sales.sale(alice, 1_000_00, boss), sales.sale(dan, 2_000_00, boss)
    found = good_news.won_in(TODAY, TODAY, ("team", team.id))
    assert [one.deal_id for one in found] == [mine]
    assert [x.deal_id for x in good_news.won_in(TODAY, TODAY, None)] == [other, mine]
    assert good_news.won_in(date(2026, 11, 1), date(2026, 11, 22), None) == []
