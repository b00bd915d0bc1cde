"""Roll-ups that can be thrown away and rebuilt give the same numbers as the rows, at any moment
(rules.md §6)."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Call, Lead, Membership, Source
from app.rules.measures import periods
from app.rules.measures.periods import KINDS
from app.services.measures import rolled, rolling
from app.services.measures.cutting import COMPANY, GROUP, PERSON, SOURCE, TEAM, Cut
from app.services.transaction import write
from tests import builders, calls

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
            db.session.get(builders.Person, self.people[person]),
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
        """Every cut of the period is what the rows say."""
        period = periods.containing(kind, DAYS[day])
        within = (None, (TEAM, self.teams[0]), (GROUP, self.groups[0]))
        for by, place in product((PERSON, GROUP, TEAM, SOURCE, COMPANY), within):
            cut = Cut(by, place)
            if rolled.scope(cut):
                assert some(rolled.tallies(period, cut)) == some(rolled.from_rows(period, cut)), cut


def some(tallies):
    return {key: +tally for key, tally in tallies.items() if +tally}


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


@settings(
    max_examples=5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=12, max_size=30), last=st.lists(LOOK, min_size=2, max_size=4))
def test_at_any_moment_they_are_what_the_rows_say(fresh, steps, last):
    fresh()
    play(House(), [*steps, *last, ("count",), *last])
