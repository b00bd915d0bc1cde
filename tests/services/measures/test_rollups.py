"""Roll-ups that can be thrown away and rebuilt give the same numbers as the rows, at any moment
(rules.md §6)."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, update

from app import clock
from app.extensions import db
from app.models import (
    Call,
    DailyCount,
    DailyHours,
    Lead,
    Membership,
    MonthlyCount,
    Person,
    Source,
    StaleDay,
)
from app.rules.measures import periods
from app.rules.measures.periods import KINDS
from app.services.checks import rollups
from app.services.measures import hours, rolled, rolling, stale
from app.services.measures.cutting import COMPANY, GROUP, PERSON, SOURCE, TEAM, Cut
from app.services.measures.stretches import Stretch
from app.services.measures.tallies import from_rows
from app.services.transaction import write
from tests import builders, calls
from tests.services.test_jobs import run_at_once

pytestmark = pytest.mark.usefixtures("database", "set_clock")
FIRST = date(2026, 9, 28)  # the last days of a quarter; so is the turn of the year, with its week
DAYS = [FIRST + timedelta(days=n) for n in (0, 2, 3, 5, 55, 56)] + [
    *(date(2025, 12, 28), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 4), date(2026, 1, 5))
]
PEOPLE, LEADS, TEAMS = 3, 4, 2


class House:
    """Few people, leads, teams and days, so that everything meets everything."""

    def __init__(self) -> None:
        self.teams = [builders.team(f"{n}队") for n in range(TEAMS)]
        self.groups = [builders.group(team) for team in self.teams]
        self.people = [builders.person(f"rep{n}").id for n in range(PEOPLE)]
        self.sources = [builders.add(Source(name=f"来源{n}")).id for n in range(2)]
        self.leads = [builders.lead(f"客户{n}").id for n in range(LEADS)]
        self.teams = [team.id for team in self.teams]
        self.groups = [group.id for group in self.groups]

    def call(self, person, lead, day, out, connected, wechat, grade):
        at = datetime.combine(DAYS[day], datetime.min.time(), clock.SHANGHAI)
        calls.call(
            db.session.get(Lead, self.leads[lead]),
            db.session.get(Person, self.people[person]),
            at=at + timedelta(hours=9 + lead, minutes=29 + person),
            direction="out" if out else "in",
            connected=connected,
            wechat="added" if wechat else None,
            grade="A" if grade else None,
        )

    def change(self, nth, name):
        """Voids a call, deletes it, answers it, or moves it to another lead or day."""
        with write() as session:
            found = session.scalars(select(Call).order_by(Call.id)).all()
            if not found:
                return
            one = found[nth % len(found)]
            if name == "gone":
                session.delete(one)
            elif name == "void":
                one.voided_at, one.voided_because = clock.now(), "test"
            elif name == "merged":
                one.lead_id = self.leads[0]
            elif name == "moved":
                one.day, one.started_at = (
                    DAYS[nth % len(DAYS)],
                    clock.at(DAYS[nth % len(DAYS)], one.started_at.time()),
                )
            else:
                one.connected = not one.connected

    def place(self, person, day, team):
        with write() as session:
            same = {"person_id": self.people[person], "since": DAYS[day]}
            row = session.scalars(select(Membership).filter_by(**same)).one_or_none()
            row = row or Membership(**same)
            row.team_id, row.group_id = (
                (None, None) if team is None else (self.teams[team], self.groups[team])
            )
            session.add(row)

    def leave(self, person):
        with write() as session:
            row = session.scalars(
                select(Membership).filter_by(person_id=self.people[person])
            ).first()
            if row:
                session.delete(row)

    def source(self, lead, source):
        with write() as session:
            session.get_one(Lead, self.leads[lead]).source_id = self.sources[source]

    def count(self):
        rolling.count_days()

    def forget(self):
        rolling.count_days_anew()

    def look(self, kind, day):
        """Every cut of the period, and of the one before, is what the rows say."""
        both = Stretch.up_to(periods.containing(kind, DAYS[day]), 2)
        within = (None, (TEAM, self.teams[0]), (GROUP, self.groups[0]))
        for by, place in product((PERSON, GROUP, TEAM, SOURCE, COMPANY), within):
            cut = Cut(by, place)
            if rolled.scope(cut):
                rows = from_rows(both, cut, rolled.OF_REPORTS)
                whole = from_rows(both, Cut(COMPANY, place), rolled.OF_REPORTS)
                lines, together = rolled.with_whole(both, cut)
                assert [*map(some, rolled.tallies(both, cut))] == [*map(some, rows)], cut
                assert [*map(some, lines)] == [*map(some, rows)], cut
                assert [*map(Counter, together)] == [
                    *map(Counter, rolled.only(rolled.OF_REPORTS, whole))
                ]


def kept():
    """All that was counted, row by row."""
    tables = (DailyCount, MonthlyCount, DailyHours)
    return [sorted(map(tuple, db.session.execute(select(table)))) for table in tables]


def some(tallies):
    return {key: +Counter(tally) for key, tally in tallies.items() if +Counter(tally)}


def small(most):
    return st.integers(0, most - 1)


yes = st.booleans()
LOOK = st.tuples(st.just("look"), st.sampled_from(KINDS), small(len(DAYS)))
STEPS = st.one_of(
    *[st.tuples(st.just("call"), small(PEOPLE), small(LEADS), small(len(DAYS)), yes, yes, yes, yes)]
    * 4,
    st.tuples(
        st.just("change"),
        small(30),
        st.sampled_from(("gone", "void", "merged", "moved", "answered")),
    ),
    st.tuples(st.just("place"), small(PEOPLE), small(len(DAYS)), st.none() | small(TEAMS)),
    st.tuples(st.just("leave"), small(PEOPLE)),
    st.tuples(st.just("source"), small(LEADS), small(2)),
    *[st.tuples(st.just("count"))] * 2,
    *[LOOK] * 2,
    st.tuples(st.just("forget")),
)


def play(house, steps):
    for name, *facts in steps:
        getattr(house, name)(*facts)


@pytest.mark.parametrize("many", [stale.MANY, 1])
@settings(
    max_examples=60 if settings.default.max_examples > 100 else 3,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=12, max_size=30), last=st.lists(LOOK, min_size=2, max_size=4))
def test_at_any_moment_they_are_what_the_rows_say(fresh, many, steps, last):
    """Also while more changed than is followed one by one."""
    fresh()
    with patch.object(stale, "MANY", many):
        play(House(), [*steps, *last, ("count",), *last])
    one_by_one = kept()
    rolling.count_days_anew()
    assert kept() == one_by_one


MONTH = Stretch.of(periods.containing("month", DAYS[2]))


def test_a_lead_that_was_reached_on_two_days_is_one_of_the_month():
    house = House()
    for day in (2, 3):
        house.call(0, 0, day, True, True, False, False)
    rolling.count_days()
    c = DailyCount.c
    query = select(func.sum(c.reached_in_day), func.sum(c.reached_in_month))
    assert db.session.execute(query.where(c.scope == COMPANY)).one() == (2, 1)
    assert rolled.tallies(MONTH, Cut(COMPANY))[0][0]["reached"] == 1


def test_a_change_that_left_no_mark_would_be_seen():
    house = House()
    for day in (2, 3):
        house.call(0, 0, day, True, True, False, False)
    rolling.count_days()
    house.change(0, "void")
    house.look("month", 2)
    with write():
        db.session.execute(delete(StaleDay))
    with pytest.raises(AssertionError):
        house.look("month", 2)
    assert rollups.days_are_as_counted() != []


def calls_of(kind):
    stretch = Stretch.of(periods.containing(kind, DAYS[2]))
    return rolled.tallies(stretch, Cut(COMPANY))[0][0]["calls"]


def falsified(table):
    with write():
        db.session.execute(update(table).values(calls=7))


def test_what_is_counted_is_read_and_not_counted_again():
    house = House()
    house.call(0, 0, 2, True, True, False, False)
    rolling.count_days()
    falsified(DailyCount)
    assert {kind: calls_of(kind) for kind in ("day", "week")} == {"day": 7, "week": 7}
    falsified(MonthlyCount)
    assert {calls_of(kind) for kind in ("month", "quarter", "year")} == {7}
    rolling.count_days_anew()
    assert {calls_of(kind) for kind in KINDS} == {1}


def test_of_a_month_in_which_a_day_changed_the_other_days_are_read():
    """And of other months of the quarter their sums."""
    house = House()
    for day in (2, 3, 4):
        house.call(0, 0, day, True, True, False, False)
    rolling.count_days()
    falsified(DailyCount)
    house.call(0, 1, 3, True, True, False, False)
    assert calls_of("month") == 7 + 2
    assert calls_of("quarter") == 7 + 2 + 1


def test_a_month_whose_sums_are_not_those_of_its_days_is_found():
    house = House()
    house.call(0, 0, 2, True, True, False, False)
    rolling.count_days()
    assert rollups.months_are_as_summed() == []
    falsified(MonthlyCount)
    (found,) = rollups.months_are_as_summed()
    assert found.first == (periods.containing("month", DAYS[2]).code,)


def test_days_counted_before_the_clock_was_put_back_are_counted_from_their_calls(set_clock):
    house = House()
    for day in (2, 3):
        house.call(0, 0, day, True, True, False, False)
    rolling.count_days()
    falsified(MonthlyCount)
    set_clock(clock.at(DAYS[2], datetime.min.time()) + timedelta(days=1))
    for kind in KINDS:
        house.look(kind, 2)


def test_what_is_written_while_a_day_is_counted_is_not_lost():
    """The first call of a customer comes late: his later one was counted as the first meanwhile."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("writers queue on SQLite")
    house = House()
    house.call(0, 0, 3, True, True, False, False)
    call = db.session.scalars(select(Call)).one()
    late = {c.name: getattr(call, c.name) for c in Call.__table__.c if c.name != "id"}
    late |= {"uuid": "late", "day": DAYS[2], "started_at": call.started_at - timedelta(days=2)}
    db.session.rollback()
    with db.engine.connect() as other, db.engine.connect() as third:
        other.execute(insert(Call.__table__), late)
        third.exec_driver_sql("SET lock_timeout = '1s'")
        third.execute(insert(Call.__table__), late | {"uuid": "too"})
        third.commit()
        rolling.count_days()
        house.look("month", 2)
        other.commit()
    db.session.rollback()
    house.look("month", 2)
    rolling.count_days()
    house.look("month", 2)
    assert db.session.scalar(select(func.count()).select_from(StaleDay)) == 0


def test_two_who_count_at_once_count_once(app):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one connection in memory")
    house = House()
    for day in range(5):
        house.call(0, 0, day, True, True, False, False)
    run_at_once(app, rolling.count_days)
    for kind in KINDS:
        house.look(kind, 2)
    assert rollups.days_are_as_counted() == []


def test_the_heat_map_is_the_same_from_days_and_from_rows():
    house = House()
    house.place(0, 1, 0)
    for n in range(6):
        house.call(n % 2, n % 4, n % 5, True, n % 3 == 0, False, False)
    year = periods.containing("year", FIRST)
    places = (None, (TEAM, house.teams[0]), (GROUP, house.groups[0]))
    before = [hours.of(year, place) for place in places]
    rolling.count_days()
    assert [hours.of(year, place) for place in places] == before
    assert sum(cell.calls for cell in before[0].values()) == 6
