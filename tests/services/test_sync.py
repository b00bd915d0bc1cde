from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Lead, SyncOp
from app.models import Device as DeviceRow
from app.services.leads import moves
from app.services.sync import envelope, lost
from app.services.transaction import write
from tests import builders
from tests.services.devices import Device, statuses

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def phone(alice):
    return Device(alice)


@pytest.fixture
def lead(alice):
    return builders.lead(owner=alice)


def calls():
    return db.session.scalar(select(func.count()).select_from(Call))


def test_a_record_is_stored_once_however_often_it_is_sent(phone, lead):
    record = phone.call(lead)
    first, second = phone.send(record), phone.send(record)
    assert statuses(first) == ["applied"]
    assert statuses(second) == ["duplicate"]
    assert first.results[0]["ref"] == second.results[0]["ref"]
    assert calls() == 1


def test_the_same_record_measured_later_is_still_the_same(phone, lead):
    record = phone.call(lead)
    phone.send(record)
    assert statuses(phone.send({**record, "age_ms": None})) == ["duplicate"]


def test_the_same_id_with_other_content_is_refused_and_the_queue_goes_on(phone, lead):
    record = phone.call(lead)
    phone.send(record)
    other = {**phone.call(lead, note="something else"), "id": record["id"]}
    assert statuses(phone.send(other, phone.call(lead))) == ["id_conflict", "applied"]
    assert statuses(phone.send(other)) == ["id_conflict"]
    assert calls() == 2


def test_a_hole_stops_the_queue_and_names_the_number_expected(phone, lead):
    phone.send(phone.call(lead))
    missing, after, last = phone.call(lead), phone.call(lead), phone.call(lead)
    answer = phone.send(after, last)
    assert statuses(answer) == ["gap", "gap"]
    assert answer.results[0]["expected"] == missing["seq"]
    assert answer.last_seq == 1


def test_a_lost_record_is_void_on_record_and_the_queue_goes_on(phone, lead):
    phone.send(phone.call(lead))
    lost, after = phone.call(lead), phone.call(lead)
    void = phone.op("void", None, {}, seq=lost["seq"])
    assert statuses(phone.send(void, after)) == ["applied", "applied"]
    assert db.session.scalar(select(SyncOp.kind).where(SyncOp.id == void["id"])) == "void"


def test_a_cloned_device_is_told_to_become_another_and_nothing_doubles(alice, phone, lead):
    arrived = phone.call(lead)
    phone.send(arrived)
    clone = Device(alice, phone.id)
    fresh = clone.call(lead)
    assert statuses(clone.send(fresh)) == ["fork"]
    renewed = Device(alice)
    again = {**arrived, "seq": next(renewed.numbers)}
    answer = renewed.send(again, {**fresh, "seq": next(renewed.numbers)})
    assert statuses(answer) == ["duplicate", "applied"]
    assert answer.last_seq == 2
    assert calls() == 2


def test_a_record_under_another_number_is_on_record_there_and_answers_the_same_again(phone, lead):
    first = phone.call(lead)
    phone.send(first)
    anew = {**first, "seq": next(phone.numbers)}
    answers = [phone.send(anew), phone.send(anew), phone.send(first)]
    assert [one.results[0]["status"] for one in answers] == ["duplicate"] * 3
    assert len({one.results[0]["ref"] for one in answers}) == 1
    assert {one.results[0]["first"] for one in answers} == {"applied"}
    kept = db.session.execute(select(SyncOp.seq, SyncOp.status).order_by(SyncOp.seq)).all()
    assert [tuple(row) for row in kept] == [(1, "applied"), (2, "duplicate")]
    assert calls() == 1


def test_a_device_of_somebody_else_is_a_fork(phone, lead):
    phone.send(phone.call(lead))
    bob = builders.person("bob")
    stolen = Device(bob, phone.id)
    assert statuses(stolen.send(stolen.call(lead))) == ["fork"]


def test_a_poisoned_record_is_kept_for_the_supervisor_and_the_others_pass(phone, lead):
    records = [phone.call(lead, disposition="no_answer") for _ in range(50)]
    records[20]["payload"]["disposition"] = "nonsense"
    answer = phone.send(*records)
    assert statuses(answer).count("applied") == 49
    assert answer.results[20]["status"] == "parked"
    kept = db.session.get(SyncOp, records[20]["id"])
    assert kept.raw["payload"]["disposition"] == "nonsense"
    assert calls() == 49


@pytest.mark.parametrize(
    "garbled",
    [
        {"lead": "nine"},
        {"payload": [1]},
        {"kind": None},
        {"payload": {"disposition": "no_answer", "note": "\ud800 \0"}},
        {"payload": {"disposition": "no_answer", "duration_s": -1}},
        {"payload": {"disposition": "no_answer", "duration_s": "long"}},
        {"payload": {"disposition": "call_back", "follow_up_at": "tomorrow"}},
        {"lead": 999_999_999},
        {"lead": None},
        {"at": "yesterday", "age_ms": None},
        {"v": 99},
        {"kind": "call.sing"},
    ],
)
def test_whatever_a_record_holds_the_queue_goes_on(phone, lead, garbled):
    answer = phone.send({**phone.call(lead), **garbled}, phone.call(lead))
    assert statuses(answer)[0] in ("parked", "applied")
    assert statuses(answer)[1] == "applied"


def test_a_record_too_large_is_noted_and_the_queue_goes_on(phone, lead):
    answer = phone.send(phone.call(lead, note="x" * 20_000), phone.call(lead))
    assert statuses(answer) == ["too_large", "applied"]
    assert db.session.scalar(select(SyncOp.raw).where(SyncOp.status == "too_large")) is None


def test_a_call_on_a_lead_that_went_to_another_is_stored_and_counts(phone, alice, lead):
    bob = builders.person("bob")
    record = phone.call(
        lead, disposition="interested", grade="B", follow_up_at="2026-11-25T10:00:00+08:00"
    )
    with write():
        there = db.session.get(Lead, lead.id)
        moves.note(there, bob.id, "by_hand", {}, None)
        there.owner_id, there.owned_since, there.rev = bob.id, clock.now(), 2
    answer = phone.send(record).results[0]
    assert answer["status"] == "conflict"
    assert answer["code"] == "reassigned"
    assert answer["owner"] == "Bob"
    assert set(answer["not_applied"]) >= {"grade", "follow_up_at"}
    call = db.session.get(Call, answer["ref"])
    assert call.person_id == alice.id
    assert db.session.get(Lead, lead.id).grade is None


def test_a_lead_that_never_was_his_answers_like_one_that_does_not_exist(phone):
    strange = builders.lead(owner=builders.person("bob"))
    missing = {**phone.call(strange), "lead": strange.id + 1000}
    answers = phone.send(phone.call(strange, seq=2) | {"seq": 1}, missing | {"seq": 2}).results
    assert [{k: v for k, v in a.items() if k not in ("id", "seq")} for a in answers][0] == (
        {k: v for k, v in answers[1].items() if k not in ("id", "seq")}
    )
    assert calls() == 0


def test_records_of_another_user_are_refused_whole(phone, lead):
    with pytest.raises(RuleBroken, match="sync_other_user"):
        phone.send(phone.call(lead), user=phone.person.id + 1)


def test_a_device_of_before_the_restore_is_told_the_new_epoch(phone, lead):
    with pytest.raises(RuleBroken, match="sync_new_epoch"):
        phone.send(phone.call(lead), epoch="before")


def test_the_highest_number_told_of_is_kept(phone, lead):
    phone.send(phone.call(lead), max_seq=7, queued=6)
    phone.send(phone.call(lead), max_seq=2, queued=0)
    row = db.session.get(DeviceRow, phone.id)
    assert (row.last_seq, row.max_seq, row.queued) == (2, 7, 0)


def row_of(phone):
    return db.session.get(DeviceRow, phone.id)


def test_what_arrived_waits_no_longer(phone, lead):
    phone.send(phone.call(lead), phone.call(lead), queued=5, max_seq=5)
    assert row_of(phone).queued == 3


def test_behind_a_hole_everything_still_waits(phone, lead):
    phone.send(phone.call(lead, seq=1) | {"seq": 2}, queued=1)
    row = row_of(phone)
    assert (row.last_seq, row.max_seq, row.queued) == (0, 2, 1)


def test_a_clone_leaves_no_numbers_behind_on_the_device_it_was(alice, phone, lead):
    phone.send(phone.call(lead))
    clone = Device(alice, phone.id)
    assert statuses(clone.send(clone.call(lead), max_seq=9, queued=9)) == ["fork"]
    row = row_of(phone)
    assert (row.last_seq, row.max_seq, row.queued) == (1, 1, 0)


def test_what_a_clone_brought_before_it_was_found_out_was_told_of(alice, phone, lead):
    phone.send(phone.call(lead))
    clone = Device(alice, phone.id)
    taken, fresh = clone.call(lead), clone.call(lead)
    assert statuses(clone.send(fresh, taken)) == ["applied", "fork"]
    row = row_of(phone)
    assert (row.last_seq, row.max_seq, row.queued) == (2, 2, 0)


def test_nobody_tells_of_numbers_for_the_device_of_another(phone, lead):
    phone.send(phone.call(lead))
    stolen = Device(builders.person("bob"), phone.id)
    stolen.send(max_seq=99, queued=98)
    row = row_of(phone)
    assert (row.last_seq, row.max_seq, row.queued) == (1, 1, 0)


def test_what_is_parked_keeps_why_and_when_it_would_have_been(phone, lead):
    record = phone.call(lead, disposition="nonsense", age_ms=600_000)
    result = phone.send(record).results[0]
    assert (result["detail"], result["params"]) == (
        "call_disposition_unknown",
        {"given": "nonsense"},
    )
    time = db.session.get(SyncOp, record["id"]).raw["time"]
    assert datetime.fromisoformat(time["value"]) == clock.now() - timedelta(minutes=10)


def test_what_is_parked_for_its_time_has_none(phone, lead):
    record = phone.call(lead, at="yesterday", age_ms=None)
    assert statuses(phone.send(record)) == ["parked"]
    assert db.session.get(SyncOp, record["id"]).raw["time"] is None


def test_a_lost_record_keeps_why(phone, lead):
    void = phone.op("void", None, {"reason": "discarded"})
    phone.send(void)
    assert db.session.get(SyncOp, void["id"]).raw["payload"]["reason"] == "discarded"


def test_an_undo_takes_back_the_call_and_what_it_did(phone, lead):
    record = phone.call(lead, disposition="refused")
    phone.send(record)
    assert db.session.get(Lead, lead.id).owner_id is None
    undo = phone.op("call.undo", lead, {"undoes": record["id"]})
    assert statuses(phone.send(undo)) == ["applied"]
    there = db.session.get(Lead, lead.id)
    assert there.owner_id == phone.person.id
    assert there.cool_until is None
    assert db.session.scalar(select(Call.voided_because)) == "undone"


@pytest.mark.parametrize("kind", ["call.undo", "call.amend", "deal.undo"])
@pytest.mark.parametrize("meant", ["A\0B", "\ud800", 7, None, ["record"], "长" * 250])
def test_what_names_no_record_is_told_so(phone, lead, kind, meant):
    garbled = phone.op(kind, lead, {"undoes": meant, "amends": meant})
    result = phone.send(garbled).results[0]
    told = "deal_unknown" if kind == "deal.undo" else "call_unknown"
    assert (result["status"], result["detail"]) == ("parked", told)


def test_a_call_at_the_end_of_all_days_by_the_devices_clock_is_not_undone_for_ever(
    phone, lead, set_clock
):
    record = phone.call(lead, at="9999-12-31T23:59:59+00:00")
    phone.send(record)
    set_clock(clock.now() + timedelta(hours=2))
    result = phone.send(phone.op("call.undo", lead, {"undoes": record["id"]})).results[0]
    assert (result["status"], result["detail"]) == ("parked", "call_undo_too_late")


def test_an_amendment_changes_the_call_and_the_lead(phone, lead):
    record = phone.call(lead, disposition="no_answer")
    phone.send(record)
    change = {"amends": record["id"], "disposition": "not_now", "grade": "C", "note": "later"}
    assert statuses(phone.send(phone.op("call.amend", lead, change))) == ["applied"]
    call = db.session.scalar(select(Call))
    assert (call.disposition, call.connected, call.note) == ("not_now", True, "later")
    assert db.session.get(Lead, lead.id).grade == "C"


def test_the_time_of_a_call_is_the_servers_now_less_its_age(phone, lead):
    phone.send(phone.call(lead, at="2026-11-23T17:40:00+08:00", age_ms=600_000))
    assert db.session.scalar(select(Call.started_at)) == clock.now() - timedelta(minutes=10)


@pytest.mark.parametrize(
    "body", [None, [], {}, {"proto": 2}, {"proto": 1, "device": "x", "user": 1, "ops": []}, "x"]
)
def test_what_is_not_of_the_form_is_refused_whole(body):
    with pytest.raises(RuleBroken, match="sync_malformed"):
        envelope.read(body)


def test_records_that_went_with_a_wiped_store_are_named(alice, lead):
    old, new = Device(alice), Device(alice)
    old.send(old.call(lead), max_seq=5, browser="phone")
    assert lost.of(alice.id, "phone", old.id) == []
    [gone] = lost.of(alice.id, "phone", new.id)
    assert (gone.device_id, gone.first, gone.last) == (old.id, 2, 5)
    assert lost.of(alice.id, "desk", new.id) == []
    assert lost.of(builders.person("bob").id, "phone", new.id) == []


def test_what_a_cloned_phone_tells_is_not_missed_on_the_other(alice, lead):
    first = Device(alice)
    first.send(first.call(lead), browser="phone")
    clone = Device(alice, first.id)
    assert statuses(clone.send(clone.call(lead), max_seq=9, browser="phone")) == ["fork"]
    assert lost.of(alice.id, "phone", Device(alice).id) == []
