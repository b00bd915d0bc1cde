"""A closed month is computed once more only where a fact of it changed, and then exactly
(rules.md §8, what arrives late)."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from app import clock
from app.extensions import db
from app.models import Call, PayGrade, PayTouch, Presence, Setting, Target, Team
from app.models.pay_touches import WATCHES
from app.services.pay import computing, plans, seals
from app.services.transaction import write
from tests import builders
from tests.services.pay.conftest import DECEMBER, NOVEMBER, OCTOBER, House

NEXT_DAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def closed(database, set_clock, prepared):
    """October closed yesterday, and looked at once since: nothing is left to look at again."""

    def make():
        house = House()
        house.through()
        set_clock(NEXT_DAY)
        house.propose(NOVEMBER)
        return house

    house = prepared((__name__, "closed"), make)
    set_clock(NEXT_DAY)
    assert seals.touches() == {}
    return house


@pytest.fixture
def computed(monkeypatch):
    """The months that are computed from now on."""
    seen, before = [], computing.of

    def of(first, plan):
        seen.append(first)
        return before(first, plan)

    monkeypatch.setattr(computing, "of", of)
    return seen


def touched(*things: object) -> set[date]:
    with write() as session:
        session.add_all(things)
    return set(seals.touches())


def test_a_closed_month_is_not_computed_again_for_nothing(closed, computed):
    closed.propose(NOVEMBER)
    closed.receipt(closed.sell(closed.bob, 100_00, NOVEMBER), 100_00, NOVEMBER)
    closed.propose(NOVEMBER)
    assert computed == [NOVEMBER, NOVEMBER]


def test_it_is_until_what_changed_is_posted(closed, computed, set_clock):
    closed.refund(20_000_00)
    closed.propose(NOVEMBER)
    closed.propose(NOVEMBER)
    assert computed == [NOVEMBER, OCTOBER] * 2
    assert closed.lines(NOVEMBER)["alice", "adjustment:2026-11:commission"].fen == -600_00
    set_clock(datetime(2026, 12, 7, 2, 0, tzinfo=UTC))
    closed.approve_all(NOVEMBER)
    closed.close(NOVEMBER)
    set_clock(datetime(2026, 12, 8, 2, 0, tzinfo=UTC))
    closed.propose(DECEMBER)
    computed.clear()
    closed.propose(DECEMBER)
    assert computed == [DECEMBER]


def test_on_the_day_of_the_close_it_is_looked_at_again(house, computed):
    """What was being written at that very moment may not have been seen."""
    house.through()
    house.propose(NOVEMBER)
    house.propose(NOVEMBER)
    assert computed[-2:] == [NOVEMBER, OCTOBER]


def call(house, day: date) -> Call:
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    return Call(
        uuid=f"late-{day}",
        lead_id=builders.lead(owner=house.alice).id,
        person_id=house.alice.id,
        started_at=at,
        day=day,
        received_at=at,
        timed_by="server",
        disposition="refused",
        connected=True,
    )


def test_whatever_changes_in_a_closed_month_is_noted(closed):
    """Each in turn, from an empty list."""
    alice, team = closed.alice.id, closed.team.id
    said = {"set_at": clock.now(), "set_by_id": None}
    changes = [
        lambda: [call(closed, date(2026, 10, 15))],
        lambda: [Presence(person_id=alice, day=date(2026, 10, 15), half_days=0)],
        lambda: [PayGrade(person_id=alice, since=date(2026, 10, 15), grade="supervisor")],
        lambda: [Setting(key="pay.minimum_wage_yuan", since=OCTOBER, value=1, set_at=clock.now())],
        lambda: [target(alice, "2026-10", said), target(alice, "2026-Q4", said)],
        lambda: [builders.person("late", hired_on=date(2026, 10, 20), grade="formal")],
    ]
    for change in changes:
        with write() as session:
            session.query(PayTouch).delete()
        assert touched(*change()) == {OCTOBER}
    with write() as session:
        session.query(PayTouch).delete()
        session.get_one(Team, team).started_on = date(2026, 1, 1)
    assert set(seals.touches()) == {OCTOBER}


def target(person: int, period: str, said: dict) -> Target:
    of = {"scope": "person", "person_id": person, "measure": "amount", "period": period}
    return Target(**of, hundredths=5, **said)


def test_what_changes_in_the_open_month_touches_nothing(closed):
    alice = closed.alice.id
    assert touched(call(closed, date(2026, 11, 2))) == set()
    assert touched(Presence(person_id=alice, day=NOVEMBER, half_days=1)) == set()
    assert touched(PayGrade(person_id=alice, since=NOVEMBER, grade="supervisor")) == set()
    said = {"set_at": clock.now(), "set_by_id": None}
    assert touched(target(alice, "2026-11", said)) == set()
    builders.person("new", hired_on=NOVEMBER, grade="formal", team=closed.team)
    assert seals.touches() == {}


def test_a_new_person_in_an_old_team_touches_what_the_teams_start_decides(closed):
    builders.person("old", hired_on=date(2026, 8, 1), team=closed.team)
    assert set(seals.touches()) == {OCTOBER}


FROM = re.compile(r"(?:FROM|JOIN) \(?\"?([a-z_]+)\"?")
# A way from one table to another; which calendar is kept; what is counted of calls, and whether it stands;
# shares in deals that count, which change with deals' standings and shares.
NOT_FACTS = {"deal", "server_state", "stale_day", "counted_share"}
NOT_FACTS |= {"daily_count", "monthly_count"}


def test_every_table_that_a_month_is_computed_from_is_watched(closed):
    """So that no fact is added later without its watch."""
    seen: set[str] = set()

    def note(_connection, _cursor, statement, *_rest):
        seen.update(FROM.findall(statement))

    plan = plans.in_force(OCTOBER).plan
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        computing.of(OCTOBER, plan).proposals()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    tables = seen & {table.name for table in db.metadata.sorted_tables}
    assert tables - {watch.table for watch in WATCHES} - NOT_FACTS == set()
    assert {"call", "deal_credit", "setting", "target", "survey"} <= tables
