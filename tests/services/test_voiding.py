from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, Call, CallChange, Lead
from app.services import board
from app.services.calls import made, sheet, voiding
from app.services.calls.voiding import Judge
from tests import builders
from tests.services.devices import Device, statuses
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def team():
    return builders.team()


@pytest.fixture
def phone(team):
    return Device(builders.person("alice", team=team))


@pytest.fixture
def lead(phone):
    return builders.lead(owner=phone.person)


@pytest.fixture
def boss(team):
    return Judge(builders.person("boss", "supervisor", team=team).id, "team", "team")


def logged(phone, lead, disposition="not_now", **payload) -> int:
    receipt = phone.send(phone.call(lead, disposition, **payload))
    return receipt.results[0]["ref"]


def test_a_void_call_counts_nowhere_and_says_why(phone, lead, boss):
    call_id = logged(phone, lead)
    assert board.of(boss.person_id, "all").lines[0].calls.dials == 1
    assert voiding.void(call_id, boss, "  没打过 ") == clock.today()
    assert board.of(boss.person_id, "all").lines[0].calls.dials == 0
    assert sheet.count(phone.person.id, clock.today()).calls == 0
    reach = made.Reach(phone.person.id, "own", "own")
    assert made.list_of(reach, made.Wanted(clock.today()))[0] == []
    told = made.list_of(reach, made.Wanted(clock.today(), which="void"))[0][0]
    assert (told.void_why, told.void_by, told.undone) == ("没打过", "Boss", False)


def test_what_it_said_is_kept_and_who_ended_it_is_audited(phone, lead, boss):
    call_id = logged(phone, lead, note="说得好")
    voiding.void(call_id, boss, "没打过")
    kept = db.session.scalar(select(CallChange))
    assert (kept.kind, kept.by_id, kept.before["note"]) == ("void", boss.person_id, "说得好")
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "call_voided"))
    assert (entry.actor_id, entry.details) == (
        boss.person_id,
        {"lead": lead.id, "reason": "没打过"},
    )


def test_the_lead_stays_as_the_call_left_it(phone, lead, boss):
    """Nothing is silently undone (rules.md §3): the supervisor is told instead."""
    voiding.void(logged(phone, lead, "refused"), boss, "没打过")
    there = db.session.get(Lead, lead.id)
    assert there.owner_id is None
    assert there.grade == "D"
    assert there.cool_until is not None


def test_when_a_lead_was_last_called_is_of_the_calls_that_count(phone, lead, boss):
    first = logged(phone, lead, age_ms=600_000)
    last = logged(phone, lead, age_ms=1_000)
    voiding.void(last, boss, "没打过")
    there = db.session.get(Lead, lead.id)
    assert there.last_call_at == db.session.get(Call, first).started_at
    voiding.void(first, boss, "也没打过")
    db.session.expire_all()
    assert there.last_call_at is None


def test_an_earlier_void_call_leaves_the_lead_alone(phone, lead, boss):
    first, _ = logged(phone, lead, age_ms=600_000), logged(phone, lead, age_ms=1_000)
    rev = db.session.get(Lead, lead.id).rev
    voiding.void(first, boss, "没打过")
    assert db.session.get(Lead, lead.id).rev == rev


def test_a_reason_is_needed_and_once_is_enough(phone, lead, boss):
    call_id = logged(phone, lead)
    assert refused(voiding.void, call_id, boss, " ") == "reason_needed"
    voiding.void(call_id, boss, "没打过")
    assert refused(voiding.void, call_id, boss, "又一次") == "call_void_already"


def test_a_call_beyond_reach_is_as_a_missing_one(phone, lead, boss):
    call_id = logged(phone, lead)
    other = builders.person("eve", "supervisor", team=builders.team("二队"))
    for judge in (Judge(other.id, "team"), Judge(boss.person_id, "own")):
        assert refused(voiding.void, call_id, judge, "why") == "missing"
        assert refused(voiding.show, call_id, judge) == "missing"
    assert refused(voiding.void, 999, boss, "why") == "missing"


def test_the_rep_cannot_undo_or_amend_it_back_to_life(phone, lead, boss):
    record = phone.call(lead, "refused")
    phone.send(record)
    voiding.void(db.session.scalar(select(Call.id)), boss, "没打过")
    undo = phone.op("call.undo", lead, {"undoes": record["id"]})
    change = {"amends": record["id"], "disposition": "not_now", "grade": "C", "note": "改"}
    answers = phone.send(undo, phone.op("call.amend", lead, change))
    assert statuses(answers) == ["applied", "conflict"]
    call, there = db.session.scalar(select(Call)), db.session.get(Lead, lead.id)
    assert (call.voided_because, call.voided_by_id) == ("没打过", boss.person_id)
    assert (there.owner_id, there.grade) == (None, "D")


def test_two_amendments_in_one_request_both_stand_where_the_lead_went_on(phone, lead):
    record = phone.call(lead, "not_now", age_ms=600_000)
    phone.send(record, phone.call(lead, "not_now", age_ms=1_000))
    changes = [
        phone.op("call.amend", lead, {"amends": record["id"], **said})
        for said in ({"note": "一"}, {"grade": "C"})
    ]
    phone.send(*changes)
    call = db.session.scalar(select(Call).where(Call.uuid == record["id"]))
    assert (call.note, call.grade) == ("一", "C")


def test_its_own_reps_undoing_is_told_as_such(phone, lead):
    record = phone.call(lead)
    phone.send(record)
    phone.send(phone.op("call.undo", lead, {"undoes": record["id"]}))
    reach = made.Reach(phone.person.id, "own", "own")
    assert made.list_of(reach, made.Wanted(clock.today(), which="void"))[0][0].undone


@pytest.mark.parametrize(
    ("payload", "flags"),
    [({"duration_s": 3}, ["short"]), ({"duration_s": 60}, [])],
)
def test_flagged_calls_are_found(phone, lead, boss, payload, flags):
    logged(phone, lead, **payload)
    reach = made.Reach(boss.person_id, "team", "team")
    found = made.list_of(reach, made.Wanted(clock.today(), which="flagged"))[0]
    assert [one.flags for one in found] == ([flags] if flags else [])


def test_a_call_that_overlapped_a_void_one_keeps_its_flag(phone, lead, boss, set_clock):
    """A flag is what was seen then; only later calls are judged without the void one."""
    first = logged(phone, lead, duration_s=600, age_ms=60_000)
    second = logged(phone, lead, duration_s=60, age_ms=1_000)
    voiding.void(first, boss, "没打过")
    set_clock(clock.now() + timedelta(minutes=2))
    third = logged(phone, lead, duration_s=60, age_ms=1_000)
    flags = [db.session.get(Call, number).flags for number in (second, third)]
    assert flags == [["overlap"], []]


def test_two_who_void_at_once_are_one(app, phone, lead, boss):
    call_id = logged(phone, lead)
    db.session.remove()

    def press(reason):
        with app.app_context():
            try:
                return voiding.void(call_id, boss, reason)
            except RuleBroken as refusal:
                return refusal.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as fingers:
        outcomes = list(fingers.map(press, ("一", "二")))
    assert outcomes.count("call_void_already") == 1
    assert db.session.scalar(select(func.count()).select_from(CallChange)) == 1
