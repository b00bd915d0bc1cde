"""Coaching notes are private to the pair and the manager (rules.md §10)."""

from datetime import date, timedelta

import pytest

from app.models.visible import ALL, OWN, TEAM
from app.services.coaching import notes
from app.services.coaching.notes import Said
from app.services.customers.within import Who
from tests import builders
from tests.services.refusals import refused

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
SAID = Said("1", TODAY, "怕开口", "明天一起打三通", TODAY + DAY)


@pytest.fixture
def house(database, set_clock):
    """Everybody there may be around a note: who reads it, by what reach."""
    first, second = builders.team(), builders.team("二队")
    return {
        "alice": Who(builders.person("alice", team=first).id, OWN),
        "bob": Who(builders.person("bob", team=first).id, OWN),
        "leader": Who(builders.person("leader", "group_leader", team=first).id, OWN),
        "sue": Who(builders.person("sue", "supervisor", team=first).id, TEAM),
        "sara": Who(builders.person("sara", "supervisor", team=first).id, TEAM),
        "olga": Who(builders.person("olga", "supervisor", team=second).id, TEAM),
        "boss": Who(builders.person("boss", "manager").id, ALL),
        "other": Who(builders.person("other", "manager").id, ALL),
    }


@pytest.fixture
def note(house):
    """Sue's note about Alice."""
    notes.write_down(house["alice"].id, SAID, house["sue"])
    return house["alice"].id


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        *(("alice", True), ("sue", True), ("boss", True), ("other", True)),
        *(("bob", False), ("leader", False), ("sara", False), ("olga", False)),
    ],
)
def test_who_reads_a_note(house, note, reader, sees):
    found = notes.of(note, house[reader])
    assert [one.said for one in found] == (["怕开口"] if sees else [])


@pytest.mark.parametrize(
    ("writer", "about", "may"),
    [
        *(("sue", "alice", True), ("sue", "leader", True), ("boss", "sue", True)),
        *(("sue", "sue", False), ("boss", "boss", False), ("olga", "alice", False)),
        *(("alice", "bob", False), ("leader", "bob", False), ("alice", "alice", False)),
        ("boss", "other", True),
    ],
)
def test_who_writes_about_whom(house, writer, about, may):
    about = house[about].id
    assert notes.may_write(about, house[writer]) == may
    if may:
        notes.write_down(about, SAID, house[writer])
        assert len(notes.of(about, house[writer])) == 1
    else:
        assert refused(notes.write_down, about, SAID, house[writer]) == "missing"


@pytest.mark.parametrize("reader", ["bob", "leader", "olga"])
def test_for_others_there_is_no_page(house, note, reader):
    assert refused(notes.name_of, note, house[reader]) == "missing"


def test_a_note_about_a_supervisor_is_the_managers_and_hers(house):
    notes.write_down(house["sue"].id, SAID, house["boss"])
    readers = [name for name, who in house.items() if notes.of(house["sue"].id, who)]
    assert readers == ["sue", "boss", "other"]


def test_who_coached_keeps_what_he_wrote_after_the_other_has_moved(house, note):
    who = Who(house["sue"].id, OWN)
    assert notes.name_of(note, who) == "Alice" and len(notes.of(note, who)) == 1
    assert not notes.may_write(note, who)


def test_sent_twice_it_is_kept_once(house, note):
    notes.write_down(note, SAID, house["sue"])
    assert len(notes.of(note, house["alice"])) == 1


def test_whom_to_coach_with_an_appointment_first(house, note):
    found = notes.people(house["sue"])
    assert [(one.name, one.notes, one.next_on) for one in found][0] == ("Alice", 1, TODAY + DAY)
    assert {one.name for one in found} == {"Alice", "Bob", "Leader", "Sara"}
    assert all(one.notes == 0 for one in notes.people(house["sara"]))
    assert notes.people(house["alice"]) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"said": ""}, "coaching_said"),
        ({"said": "字" * 2001}, "coaching_long"),
        ({"agreed": "字" * 501}, "coaching_long"),
        ({"day": TODAY + DAY}, "coaching_day"),
        ({"next_on": TODAY - DAY}, "coaching_next"),
    ],
)
def test_what_cannot_be_written(house, facts, code):
    said = Said(**{**vars(SAID), **facts})
    assert refused(notes.write_down, house["alice"].id, said, house["sue"]) == code
