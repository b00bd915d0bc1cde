from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError

from app.errors import RuleBroken
from app.extensions import db
from app.models import Membership, PkMember, PkRound, PkWithdrawal, Presence
from app.rules.pay.rounds import Terms
from app.services.pay import contests, rounds
from app.services.pay.rounds import Who
from app.services.transaction import rows, write
from tests import builders, calls
from tests.queries import queries_of
from tests.sales import sale

TODAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
LATER = datetime(2026, 11, 30, 2, tzinfo=UTC)
TERMS = Terms(TODAY, SUNDAY, "奶茶", 200_00, 50)
NEXT = Terms(date(2026, 11, 24), SUNDAY, "奶茶", 0, 50)


class House:
    """A team of two groups with one in the first and two in the second, and who opens rounds."""

    def __init__(self):
        self.team = builders.team()
        self.a, self.b = (builders.group(self.team, name) for name in ("A组", "B组"))
        self.alice = builders.person("alice", team=self.team, group=self.a, grade="formal")
        self.bob, self.carol = (
            builders.person(one, team=self.team, group=self.b, grade="formal")
            for one in ("bob", "carol")
        )
        self.lead = builders.person("lead", "supervisor", team=self.team)
        self.boss = builders.person("boss", "manager")
        self.who = Who(self.lead.id, "team")

    def opened(self, terms=TERMS) -> PkRound:
        made = rounds.open_round(terms, [self.a.id, self.b.id], [], self.who)
        return rounds.one(made, self.who)


@pytest.fixture
def house(database, set_clock, prepared):
    return prepared(House, House)


def call(person, lead=None, day=TODAY):
    lead = lead or builders.lead(owner=person)
    return calls.call(lead, person, at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


def test_a_round_of_two_groups_is_told_by_the_formula(house):
    """A: 4 units in 5 days by one, no deal of 4 leads. B: 6 in 10 days by two, 1 of 6."""
    for who, n in ((house.alice, 4), (house.bob, 3), (house.carol, 3)):
        for _ in range(n):
            call(who)
    sale(house.bob, 5_000_00, house.boss)
    found = house.opened()
    stands = contests.results(found)
    first, second = stands.ranked
    assert (first.side.name, first.side.half_days, second.side.half_days) == ("B组", 4, 2)
    assert (first.score, second.score) == (87.5, 50)
    assert (stands.over, stands.why.code) == (False, "pk_leads_both")


def test_it_ends_with_its_last_day_and_names_who_was_there(house, set_clock):
    found = house.opened()
    call(house.alice)
    builders.add(Presence(person_id=house.carol.id, day=TODAY, half_days=0))
    for n in (1, 2, 3):
        builders.add(Presence(person_id=house.carol.id, day=TODAY + timedelta(n), half_days=0))
    call(house.bob, day=date(2026, 11, 30))
    set_clock(LATER)
    stands = contests.results(rounds.one(found.id, house.who))
    assert (stands.over, [one.side.name for one in stands.winners]) == (True, ["A组"])
    assert [one.side.units for one in stands.ranked] == [1, 0]
    assert list(stands.heads.values()) == [[house.alice.id], [house.bob.id]]


def test_who_changes_groups_counts_for_the_side_of_the_roster(house):
    found = house.opened()
    builders.add(
        Membership(
            person_id=house.alice.id, since=TODAY, team_id=house.team.id, group_id=house.b.id
        )
    )
    call(house.alice)
    assert [(one.side.name, one.side.units) for one in contests.results(found).ranked][0] == (
        "A组",
        1,
    )


def test_a_lead_that_two_of_a_side_connected_is_one(house):
    lead = builders.lead()
    for who in (house.bob, house.carol):
        call(who, lead)
    (side,) = [
        one.side for one in contests.results(house.opened()).ranked if one.side.name == "B组"
    ]
    assert (side.units, side.reached) == (2, 1)


def test_two_people_are_a_round_too(house):
    made = rounds.open_round(TERMS, [], [house.alice.id, house.bob.id], house.who)
    call(house.bob)
    stands = contests.results(rounds.one(made, house.who))
    assert [one.side.name for one in stands.winners] == ["Bob"]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(SUNDAY, TODAY, "x", 0, 50), "pk_days"),
        (Terms(date(2026, 11, 22), SUNDAY, "x", 0, 50), "pk_past"),
        (Terms(TODAY, date(2027, 3, 1), "x", 0, 50), "pk_long"),
        (Terms(date(2026, 11, 28), SUNDAY, "x", 0, 50), "pk_no_work"),
        (Terms(TODAY, SUNDAY, "", 0, 50), "pk_no_prize"),
        (Terms(TODAY, SUNDAY, "x", 0, 101), "pk_weights"),
    ],
)
def test_terms_that_cannot_be_are_refused(house, terms, code):
    with pytest.raises(RuleBroken, match=code):
        house.opened(terms)


def test_sides_that_cannot_be_are_refused(house):
    a, b, alice, bob = house.a.id, house.b.id, house.alice.id, house.bob.id
    empty = builders.group(house.team, "空组").id
    strangers = builders.group(builders.team("二队"), "C组")
    dave = builders.person("dave", team=builders.team("三队"), group=strangers)
    boss = Who(house.boss.id, "all")
    for groups, pair, who, code in (
        ([a, b], [alice, bob], house.who, "pk_one_kind"),
        ([a], [], house.who, "pk_sides"),
        ([], [alice, alice], house.who, "pk_sides"),
        ([a, strangers.id], [], house.who, "pk_sides"),  # out of his reach, as if it were not there
        ([], [alice, dave.id], boss, "pk_one_team"),
        ([a, empty], [], house.who, "pk_empty_group"),
    ):
        with pytest.raises(RuleBroken, match=code):
            rounds.open_round(TERMS, groups, pair, who)


def test_it_may_be_withdrawn_before_its_first_day_alone(house, set_clock):
    coming, running = house.opened(NEXT), house.opened()
    with pytest.raises(RuleBroken, match="pk_started"):
        rounds.withdraw(running.id, house.who)
    rounds.withdraw(coming.id, house.who)
    assert [one.id for one in rounds.listed(house.who)] == [running.id]
    with pytest.raises(RuleBroken, match="pk_withdrawn"):
        rounds.withdraw(coming.id, house.who)


def test_the_database_refuses_a_withdrawal_after_the_start(house):
    found = house.opened()
    late = PkWithdrawal(round_id=found.id, first=found.first, day=TODAY, by_id=house.lead.id)
    late.at = LATER
    with pytest.raises(DatabaseError):
        builders.add(late)


@pytest.mark.parametrize("model", [PkRound, PkMember])
def test_the_database_refuses_any_change_of_terms_or_roster(house, model):
    house.opened()
    with pytest.raises(DatabaseError), write():
        rows(update(model).values(id=model.id))
    assert db.session.scalar(select(func.count()).select_from(model))


def test_another_team_sees_nothing_of_it(house):
    found = house.opened()
    other = builders.person("dave", "supervisor", team=builders.team("二队"))
    assert rounds.one(found.id, Who(other.id, "team")) is None
    assert rounds.listed(Who(other.id, "team")) == []
    assert rounds.one(found.id, Who(house.alice.id, "own")).id == found.id
    with pytest.raises(RuleBroken, match="missing"):
        rounds.withdraw(found.id, Who(other.id, "team"))


def test_the_questions_do_not_grow_with_the_roster(house):
    found = house.opened().id
    few = queries_of(lambda: contests.results(rounds.one(found, house.who)))
    for n in range(4):
        builders.person(f"more{n}", team=house.team, group=house.b)
    more = house.opened().id
    assert queries_of(lambda: contests.results(rounds.one(more, house.who))) == few


def test_the_month_stands_by_the_days_so_far(house):
    for who in (house.alice, house.bob):
        call(who)
    (found,) = contests.of_month(TODAY, house.who)
    first, second = found.ranked
    assert (first.side.name, first.side.half_days) == ("A组", 2 * 16)
    assert (second.side.half_days, found.why.code) == (2 * 2 * 16, "pk_leads_workload")
    stranger = builders.person("dave", team=builders.team("二队"))
    assert contests.of_month(TODAY, Who(stranger.id, "own")) == []
