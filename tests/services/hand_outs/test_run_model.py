"""The services against an independent model of rules.md §2.1–§2.3, on random days of random teams."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AllocationCarry, AllocationShare, HandOut, Lead, Presence, Source
from app.rules.days.working_days import WorkingDays
from app.services.hand_outs import claims, runs
from app.services.leads import moves
from app.services.transaction import write
from tests import builders
from tests.calls import call
from tests.services.hand_outs.model import Somebody, Thing, World

CALENDAR = WorkingDays()
DAYS = [day for n in range(60) if CALENDAR.is_working(day := date(2026, 3, 16) + timedelta(n))]
SOURCES = ("baidu", "douyin", "expo")

people = st.lists(
    st.tuples(st.integers(0, 140), st.booleans()), min_size=1, max_size=4
)  # days here before the first one; in which of two teams
arrivals = st.lists(
    st.tuples(st.sampled_from(SOURCES), st.integers(-20 * 60, 3 * 60)), max_size=14
)  # source; minutes from nine o'clock
presences = st.lists(st.sampled_from([0, 1, 2, 2, 2, 2]), min_size=4, max_size=4)
acts = st.lists(
    st.tuples(st.sampled_from(["call", "call", "void", "claim", "let go"]), st.integers(0, 30)),
    max_size=10,
)
quarters = st.lists(
    st.tuples(arrivals, presences, acts, st.booleans()), min_size=1, max_size=4
)  # of each day; whether there is a second run


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


class Played:
    """The same story told to the services and to the model."""

    def __init__(self, world: World, here_since: list[tuple[int, bool]], start: date) -> None:
        self.world, self.minutes = world, count(10)
        teams = builders.team("一队"), builders.team("二队")
        hired = [start - timedelta(days=days) for days, _ in here_since]
        self.people = [
            builders.person(f"p{n}", hired_on=day, team=teams[second])
            for n, (day, (_, second)) in enumerate(zip(hired, here_since, strict=True))
        ]
        for person, day, (_, second) in zip(self.people, hired, here_since, strict=True):
            begun = min(d for d, (_, s) in zip(hired, here_since, strict=True) if s == second)
            world.people[person.id] = Somebody(person.id, day, begun)
        self.sources = {name: builders.add(Source(name=name)) for name in SOURCES}

    def arrive(self, source: str, at: datetime) -> None:
        lead = builders.lead(kind="precise", source_id=self.sources[source].id, arrived_at=at)
        self.world.leads[lead.id] = Thing(lead.id, source, at)

    def be_there(self, day: date, halves: list[int]) -> None:
        for person, half_days in zip(self.people, halves, strict=False):
            builders.add(Presence(person_id=person.id, day=day, half_days=half_days))
            self.world.people[person.id].presence[day] = Fraction(half_days, 2)

    def run(self, at: datetime) -> None:
        given = self.world.run(at)
        with clock_at(at):
            run_id = runs.hand_out("by_hand", None, at)
        entries = select(HandOut.lead_id, HandOut.person_id).where(HandOut.run_id == run_id)
        rows = db.session.execute(entries.order_by(HandOut.id)).all()
        assert [(lead, person) for lead, person in rows] == given
        shares = select(AllocationShare).where(AllocationShare.run_id == run_id)
        for share in db.session.scalars(shares):
            after = self.world.carry(share.person_id, shanghai(at))
            assert Fraction(share.carry_after) == after

    def act(self, what: str, pick: int, at: datetime) -> None:
        with clock_at(at):
            if what == "claim":
                self.claim(self.people[pick % len(self.people)], at)
            elif held := [lead for lead in self.world.leads.values() if lead.owner]:
                self.work(what, held[pick % len(held)], at)

    def claim(self, person, at: datetime) -> None:
        wanted = self.world.claim(person.id, at)
        try:
            got = claims.claim_precise(person.id)
        except RuleBroken:
            got = [None]
        assert got == [wanted]

    def work(self, what: str, lead: Thing, at: datetime) -> None:
        stored, owner = db.session.get_one(Lead, lead.number), lead.owner
        if what == "let go":
            with write():
                moves.release(db.session.get_one(Lead, lead.number), "returned", {}, owner)
            lead.let_go.append((owner, shanghai(at)))
            lead.owner, lead.owned_since, lead.waits_since = None, None, at
        else:
            person = next(one for one in self.people if one.id == owner)
            call(stored, person, at=at, void=what == "void")
            if what == "call":
                lead.called.append(at)

    def compare(self, day: date) -> None:
        owners = dict(db.session.execute(select(Lead.id, Lead.owner_id)).all())
        assert owners == {lead.number: lead.owner for lead in self.world.leads.values()}
        kept = select(AllocationCarry).where(AllocationCarry.month == day.replace(day=1))
        for row in db.session.scalars(kept):
            assert Fraction(row.value) == self.world.carry(row.person_id, day)


def shanghai(at: datetime) -> date:
    return clock.day_of(at)


def clock_at(at: datetime):
    return patch.object(clock, "now", lambda: at)


def play(world: World, team, story, start: int) -> int:
    """Plays a story from the so-many-th working day on; how many days were compared."""
    days = DAYS[start : start + len(story)]
    with clock_at(morning(DAYS[0]) - timedelta(days=200)):
        played = Played(world, team, days[0])
    for day, (arriving, halves, doing, again) in zip(days, story, strict=False):
        nine = morning(day)
        with clock_at(nine - timedelta(hours=2)):
            played.be_there(day, halves)
            for source, minutes in arriving:
                played.arrive(source, nine + timedelta(minutes=minutes))
        played.run(nine)
        for n, (what, pick) in enumerate(doing, 1):
            played.act(what, pick, nine + timedelta(minutes=20 * n))
        if again:
            played.run(nine + timedelta(hours=5))
        played.compare(day)
    return len(days)


SEARCHING = settings.get_current_profile_name() == "search"
STORIES = settings(
    max_examples=1000 if SEARCHING else 12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)


@STORIES
@given(people, quarters, st.integers(0, 30))
def test_every_hand_out_and_every_carry_is_as_the_text_says(database, fresh, team, story, start):
    db.session.remove()
    fresh()
    play(World(), team, story, start)


class Forgetful(World):
    """A model that forgets what somebody missed before."""

    def carry(self, who: int, day: date) -> Fraction:
        return Fraction(0)


class Unfair(World):
    """A model in which equals are told apart from the far end."""

    def of_source(self, who: int, source: str, day: date) -> int:
        return -who


class Lavish(World):
    """A model that forgets what somebody has in hand uncalled."""

    def uncalled(self, who: int) -> int:
        return 0


TEAM = [(10, False), (40, False), (100, False)]
FULL = [2, 2, 2, 2]
WEEK = [([("baidu", -60), ("expo", -30)] * n, FULL, [("call", 0)], False) for n in (2, 5, 4, 7)]


def test_the_right_model_agrees_on_the_week_of_the_control(database):
    assert play(World(), TEAM, WEEK, 0) == 4


@pytest.mark.parametrize("wrong", [Forgetful, Unfair, Lavish])
def test_a_model_with_one_rule_wrong_is_caught(database, wrong):
    with pytest.raises(AssertionError):
        play(wrong(), TEAM, WEEK, 0)
