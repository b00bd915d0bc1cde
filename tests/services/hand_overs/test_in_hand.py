from datetime import date, timedelta

import pytest

from app import clock
from app.models import Presence
from app.services.hand_overs import absences, in_hand
from app.services.hand_overs.absences import Away
from app.services.hand_overs.parts import Part
from tests import builders
from tests.calls import call
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("database", "set_clock")
TODAY = date(2026, 11, 23)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def bob():
    return builders.person("bob")


def due(owner, kind: str, in_days: float, **facts):
    at = clock.now() + in_days * DAY
    return builders.lead(owner=owner, due_kind=kind, due_at=at, **facts)


def away(person, *days: date, half_days: int = 0) -> None:
    for day in days:
        builders.add(Presence(person_id=person.id, day=day, half_days=half_days))


def test_it_is_counted_by_kind_called_and_grade(bob):
    earlier = clock.now() - DAY
    for kind, grade, called in (
        ("precise", "A", True),
        ("precise", None, False),
        ("own", "B", True),
        ("ordinary", "D", False),
    ):
        lead = builders.lead(kind=kind, owner=bob, grade=grade, owned_since=earlier)
        if called:
            call(lead, bob)
    found = in_hand.of(bob.id, Part())
    assert found.kinds == [("precise", 1, 1), ("ordinary", 0, 1), ("own", 1, 0)]
    assert (found.total, found.grades) == (4, [("A", 1), ("B", 1), ("C", 0)])


def test_calls_that_are_void_of_others_or_from_before_are_none(bob):
    lead = builders.lead(owner=bob)
    call(lead, bob, void=True)
    call(lead, builders.person("alice"))
    call(lead, bob, at=clock.now() - HOUR)
    assert in_hand.of(bob.id, Part()).kinds == [("ordinary", 0, 1)]


def test_promises_come_by_their_time_and_retries_are_none(bob):
    later, sooner = due(bob, "follow_up", 3), due(bob, "call_back", 1)
    due(bob, "retry", 1)
    far, missed = due(bob, "call_back", 8), due(bob, "call_back", -2)
    found = in_hand.of(bob.id, Part())
    assert [one.id for one in found.promises] == [missed.id, sooner.id, later.id, far.id]
    assert [one.id for one in found.coming] == [missed.id, sooner.id, later.id]


def test_a_part_is_counted_beside_the_others(bob):
    due(bob, "call_back", 0)
    due(bob, "follow_up", 1)
    due(bob, "call_back", 2)
    builders.lead(owner=bob)
    found = in_hand.of(bob.id, Part("promises", TODAY, TODAY + DAY))
    assert (found.total, found.parts) == (2, {"": 4, "promises": 2, "call_backs": 1})


def test_leads_of_others_are_not_his(bob):
    builders.lead(owner=builders.person("alice"))
    assert in_hand.of(bob.id, Part()).total == 0


def test_his_promises_within_an_absence_without_a_break_are_told(bob):
    away(bob, TODAY, TODAY + DAY, TODAY + 3 * DAY)
    for in_days in (0, 1, 2, 3, -1):
        due(bob, "call_back", in_days)
    due(bob, "retry", 0)
    assert absences.of([bob.id], TODAY) == {bob.id: Away(TODAY, TODAY + DAY, 2)}
    assert absences.of([bob.id], TODAY + 3 * DAY) == {
        bob.id: Away(TODAY + 3 * DAY, TODAY + 3 * DAY, 1)
    }


def test_nobody_is_told_of_who_is_there_or_promised_nothing_or_was_away(bob):
    alice, carol = builders.person("alice"), builders.person("carol")
    away(alice, TODAY, half_days=1)
    away(carol, TODAY)
    away(bob, TODAY - DAY, TODAY)
    due(alice, "call_back", 0)
    due(bob, "call_back", -1)
    assert absences.of([one.id for one in (alice, bob, carol)], TODAY) == {}
    assert absences.of([bob.id], TODAY - DAY) == {}


def test_as_many_queries_for_many_as_for_one():
    people = [builders.person(f"p{n}") for n in range(5)]
    for one in people:
        away(one, TODAY)
        due(one, "call_back", 0)
    ids = [one.id for one in people]
    few = queries_of(lambda: absences.of(ids[:1], TODAY))
    assert queries_of(lambda: absences.of(ids, TODAY)) == few
