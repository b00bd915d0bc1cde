import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import AuditEntry, Call, Lead, SyncOp, SyncSettlement
from app.models import Device as DeviceRow
from app.rules.defaults import DEFAULTS
from app.services import settings
from app.services.calls import log
from app.services.leads import moves
from app.services.records import again, settling
from app.services.transaction import write
from tests import builders
from tests.services.devices import Device, statuses
from tests.services.refusals import refused

HOUR = timedelta(hours=1)


def know(code: str = "sang") -> None:
    """The manager adds the outcome that the record was parked for."""
    shipped = DEFAULTS["calls.dispositions"]
    row = {**shipped[0], "code": code, "label": "唱了歌", "requires": [], "grade": "B"}
    new = [*shipped, row]
    settings.put("calls.dispositions", new, since=clock.today(), actor_id=None)


def park(phone, lead, **payload):
    record = phone.call(lead, disposition="sang", **payload)
    assert statuses(phone.send(record)) == ["parked"]
    return record["id"]


def calls() -> list[Call]:
    return list(db.session.scalars(select(Call)))


def settlements() -> int:
    return db.session.scalar(select(func.count()).select_from(SyncSettlement))


def test_a_parked_record_becomes_its_reps_call_at_its_own_time(phone, lead, boss, set_clock):
    began = clock.now() - HOUR
    op = park(phone, lead, age_ms=3_600_000, note="唱得好")
    set_clock(clock.now() + 3 * HOUR)
    know()
    outcome = settling.retry(op, boss)
    call = calls()[0]
    assert (outcome.result["status"], outcome.result["ref"]) == ("applied", call.id)
    assert (call.person_id, call.uuid, call.started_at) == (phone.person.id, op, began)
    assert (call.timed_by, call.note, call.received_at) == ("age", "唱得好", clock.now())
    assert db.session.get(Lead, lead.id).grade == "B"
    kept = db.session.scalar(select(SyncSettlement))
    assert (kept.op_id, kept.call_id, kept.by_id) == (op, call.id, boss.person_id)


def test_the_devices_own_row_is_left_alone(phone, lead, boss):
    op = park(phone, lead)
    phone.send(phone.call(lead))
    before = vars(db.session.get(DeviceRow, phone.id)).copy()
    know()
    settling.retry(op, boss)
    db.session.expire_all()
    after = db.session.get(DeviceRow, phone.id)
    for name in ("last_seq", "max_seq", "queued", "last_call_at"):
        assert getattr(after, name) == before[name]


def test_trying_twice_makes_one_call_and_says_the_same_twice(phone, lead, boss):
    op = park(phone, lead)
    know()
    first, second = settling.retry(op, boss), settling.retry(op, boss)
    assert (first.again, second.again) == (True, False)
    assert first.result == second.result
    assert (len(calls()), settlements()) == (1, 1)


def test_a_device_that_sends_it_again_makes_no_second_call(phone, lead, boss):
    record = phone.call(lead, disposition="sang")
    phone.send(record)
    know()
    settling.retry(record["id"], boss)
    assert statuses(phone.send(record)) == ["duplicate"]
    renewed = Device(phone.person)
    assert statuses(renewed.send({**record, "seq": 1})) == ["duplicate"]
    assert len(calls()) == 1


def test_what_is_still_refused_stays_parked_and_says_why(phone, lead, boss):
    op = park(phone, lead)
    assert refused(settling.retry, op, boss) == "call_disposition_unknown"
    assert (calls(), settlements()) == ([], 0)


def test_a_later_call_keeps_its_effect_on_the_lead(phone, lead, boss):
    op = park(phone, lead, age_ms=600_000)
    phone.send(phone.call(lead, disposition="not_now", age_ms=1_000))
    know()
    assert settling.retry(op, boss).result["code"] == "newer"
    assert db.session.get(Lead, lead.id).grade == "C"
    assert len(calls()) == 2


def test_a_lead_that_went_to_another_keeps_its_owner(phone, lead, boss):
    op = park(phone, lead)
    bob = builders.person("bob")
    with write() as session:
        there = session.get(Lead, lead.id)
        moves.note(there, bob.id, "by_hand", {}, None)
        there.owner_id = bob.id
    know()
    result = settling.retry(op, boss).result
    assert (result["status"], result["code"], result["owner"]) == ("conflict", "reassigned", "Bob")
    assert calls()[0].person_id == phone.person.id
    assert db.session.get(Lead, lead.id).owner_id == bob.id


def test_a_time_beyond_all_reckoning_is_that_of_receipt(phone, lead, boss):
    record = phone.call(lead, at="0001-01-01T00:00:00+14:00", age_ms=None)
    assert statuses(phone.send(record)) == ["parked"]
    settling.retry(record["id"], boss)
    assert calls()[0].started_at == clock.now()


def test_a_kind_that_is_still_unknown_stays_parked(phone, lead, boss):
    record = phone.op("call.sing", lead, {})
    phone.send(record)
    assert refused(settling.retry, record["id"], boss) == "record_unknown_kind"


def test_a_garbled_record_can_only_be_settled(phone, lead, boss):
    record = {**phone.call(lead), "lead": "nine"}
    phone.send(record)
    assert refused(settling.retry, record["id"], boss) == "record_not_parked"
    settling.settle(record["id"], boss, "补记了")


def test_a_fault_of_ours_changes_nothing_and_can_be_tried_again(phone, lead, boss, monkeypatch):
    record = phone.call(lead)
    with monkeypatch.context() as broken:
        broken.setattr(log, "decide", lambda *_: 1 / 0)
        assert statuses(phone.send(record)) == ["parked"]
        assert refused(settling.retry, record["id"], boss) == "record_failed_again"
        assert (calls(), settlements()) == ([], 0)
    assert settling.retry(record["id"], boss).result["status"] == "applied"


def test_an_amendment_that_came_before_its_call_finds_it(phone, lead, boss):
    lost = park(phone, lead)
    change = phone.op("call.amend", lead, {"amends": lost, "note": "改了"})
    assert statuses(phone.send(change)) == ["parked"]
    know()
    assert refused(settling.retry, change["id"], boss) == "call_unknown"
    settling.retry(lost, boss)
    settling.retry(change["id"], boss)
    assert [call.note for call in calls()] == ["改了"]


def test_a_record_is_settled_once_with_a_reason(phone, lead, boss):
    op = park(phone, lead)
    assert refused(settling.settle, op, boss, "  ") == "reason_needed"
    settling.settle(op, boss, "重复的记录")
    assert refused(settling.settle, op, boss, "又一次") == "record_settled"
    know()
    assert refused(settling.retry, op, boss) == "record_settled"
    assert calls() == []
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "record_settled"))
    assert (entry.actor_id, entry.details["reason"]) == (boss.person_id, "重复的记录")


def test_a_conflict_is_closed_by_reading_it(phone, lead, boss):
    phone.send(phone.call(lead, age_ms=1_000))
    late = phone.call(lead, age_ms=600_000)
    with write() as session:
        session.get(Lead, lead.id).last_call_at = clock.now()
    assert statuses(phone.send(late)) == ["conflict"]
    settling.settle(late["id"], boss, "")
    assert settlements() == 1


def test_what_simply_arrived_needs_no_settling(phone, lead, boss):
    record = phone.call(lead)
    phone.send(record)
    assert refused(settling.settle, record["id"], boss, "why") == "missing"
    assert refused(settling.retry, record["id"], boss) == "record_not_parked"


def test_a_record_beyond_reach_is_as_a_missing_one(phone, lead, boss, stranger):
    op = park(phone, lead)
    know()
    for who in (stranger, type(boss)(stranger.person_id, "own")):
        assert refused(settling.retry, op, who) == "missing"
        assert refused(settling.settle, op, who, "why") == "missing"
    assert refused(settling.retry, "no-such-record", boss) == "missing"


def test_numbers_that_a_device_lost_are_settled_once(phone, lead, boss, stranger):
    phone.send(phone.call(lead), max_seq=5, queued=1)
    assert refused(settling.settle_loss, phone.id, stranger, "why") == "missing"
    assert refused(settling.settle_loss, phone.id, boss, " ") == "reason_needed"
    settling.settle_loss(phone.id, boss, "手机清过数据")
    assert refused(settling.settle_loss, phone.id, boss, "又一次") == "missing"
    kept = db.session.scalar(select(SyncSettlement))
    assert (kept.device_id, kept.upto_seq) == (phone.id, 5)


def test_a_settlement_is_never_changed(phone, lead, boss):
    settling.settle(park(phone, lead), boss, "why")
    with pytest.raises(Exception, match="append-only"), write() as session:
        session.scalar(select(SyncSettlement)).reason = "other"


def test_the_record_itself_stays_as_it_came(phone, lead, boss):
    op = park(phone, lead)
    know()
    settling.retry(op, boss)
    assert db.session.get(SyncOp, op).status == "parked"


def test_two_who_try_at_once_make_one_call(app, phone, lead, boss, monkeypatch):
    """On PostgreSQL the second waits in the middle of it; on SQLite it waits at the door."""
    op = park(phone, lead)
    know()
    db.session.remove()
    both = threading.Barrier(2, timeout=0.5)
    carry_out = again.carry_out

    def slowly(row):
        with suppress(threading.BrokenBarrierError):
            both.wait()
        return carry_out(row)

    monkeypatch.setattr(again, "carry_out", slowly)

    def press(_):
        with app.app_context():
            try:
                return settling.retry(op, boss)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as fingers:
        outcomes = list(fingers.map(press, range(2)))
    assert sorted(outcome.again for outcome in outcomes) == [False, True]
    assert (len(calls()), settlements()) == (1, 1)
