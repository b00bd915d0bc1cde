from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Device as DeviceRow
from app.models import SyncOp
from app.services.records import counts, listing, settling
from app.services.records.states import STATES
from app.services.transaction import write
from tests import builders
from tests.calls import call
from tests.queries import queries_of
from tests.services.devices import Device, statuses


def park(phone, lead, **payload):
    record = phone.call(lead, disposition="sang", **payload)
    phone.send(record)
    return record["id"]


def ids(looker, state):
    return [one.id for one in listing.page_of(looker, state, 1)]


@pytest.fixture
def one_of_each(phone, lead):
    """A record in each state that a record can be in; the ids by state."""
    arrived = phone.call(lead)
    phone.send(arrived)
    other = {**phone.call(lead, note="别的"), "id": arrived["id"]}
    large = phone.call(lead, note="长" * 20_000)
    void = phone.op("void", None, {"reason": "missing", "of": None})
    sung = phone.call(lead, disposition="sang")
    late = phone.call(lead, age_ms=3_600_000, at="2026-11-23T01:00:00Z")
    newer = [{**late, "at": late["at"]}]
    assert statuses(phone.send(other, large, void, sung)) == [
        *("id_conflict", "too_large", "applied", "parked")
    ]
    with write() as session:
        session.get(DeviceRow, phone.id).last_call_at = None
    assert statuses(phone.send(*newer)) == ["conflict"]
    return {"parked": [sung["id"]], "lost": [void["id"]], "conflict": [late["id"]]}


def test_each_record_stands_in_its_state(one_of_each, phone, boss):
    assert ids(boss, "parked") == one_of_each["parked"]
    assert ids(boss, "lost") == one_of_each["lost"]
    assert ids(boss, "conflict") == one_of_each["conflict"]
    undeliverable = listing.page_of(boss, "undeliverable", 1)
    assert [one.status for one in undeliverable] == ["too_large", "id_conflict"]
    assert counts.of_states(boss) == {
        **{"parked": 1, "undeliverable": 2, "lost": 1, "conflict": 1},
        **{"skew": 0, "done": 0},
    }


def test_the_badge_counts_what_somebody_must_decide_on(one_of_each, boss):
    assert counts.urgent(boss) == 4
    settling.settle(one_of_each["parked"][0], boss, "why")
    settling.settle(one_of_each["conflict"][0], boss, "")
    assert counts.urgent(boss) == 3
    assert counts.of_states(boss)["done"] == 2


def test_nothing_is_seen_beyond_reach(one_of_each, stranger):
    assert counts.urgent(stranger) == 0
    assert set(counts.of_states(stranger).values()) == {0}
    assert all(listing.page_of(stranger, state, 1) == [] for state in STATES if state != "skew")


def test_a_parked_record_says_who_which_lead_when_and_what_else_was_logged(phone, lead, boss):
    op = park(phone, lead, age_ms=600_000)
    beside = call(lead, phone.person, note="同一天")
    call(lead, phone.person, at=clock.now() - timedelta(days=1))
    call(lead, phone.person, void=True)
    call(lead, builders.person("bob"))
    found = listing.page_of(boss, "parked", 1)[0]
    assert (found.id, found.who, found.lead.name, found.lead.opens) == (op, "Alice", "王秀英", True)
    assert found.at == clock.now() - timedelta(minutes=10)
    assert [one.id for one in found.beside] == [beside.id]
    assert found.can_be_tried


def test_a_foreign_lead_that_a_record_names_keeps_its_name_to_itself(phone, boss):
    foreign = builders.lead("赵敏", owner=builders.person("bob"))
    park(phone, foreign)
    found = listing.page_of(boss, "parked", 1)[0]
    assert (found.lead.id, found.lead.name, found.lead.opens) == (foreign.id, "", False)


def test_a_conflict_shows_its_call_and_its_lead(one_of_each, boss, lead):
    found = listing.page_of(boss, "conflict", 1)[0]
    assert found.call.uuid == found.id
    assert (found.lead.name, found.result["code"]) == ("王秀英", "newer")


@pytest.mark.parametrize(
    "garbled",
    [
        {"lead": "nine", "payload": {"note": 5}},
        {"payload": [1]},
        {"payload": {"disposition": ["x"], "note": {"a": 1}, "amends": 7, "record": "x"}},
        {"lead": 2**52},
        {"at": "yesterday", "age_ms": None},
        {"kind": "call.amend", "payload": {"amends": "\0"}},
        {"at": "0001-01-01T00:00:00+14:00", "age_ms": None},
        {"at": "9999-12-31T23:59:59-14:00", "age_ms": None},
    ],
)
def test_whatever_a_parked_record_holds_it_can_be_listed(phone, lead, boss, garbled):
    phone.send({**phone.call(lead, disposition="sang"), **garbled})
    found = listing.page_of(boss, "parked", 1)
    assert len(found) == 1
    assert found[0].at <= clock.now()


def test_what_is_settled_says_by_whom_and_why(phone, lead, boss):
    settling.settle(park(phone, lead), boss, "已经补记")
    found = listing.page_of(boss, "done", 1)[0]
    assert (found.settled.by, found.settled.reason, found.can_be_tried) == (
        *("Boss", "已经补记"),
        False,
    )
    assert ids(boss, "parked") == []


def test_a_device_whose_records_are_gone_is_a_loss_with_its_numbers(phone, lead, boss):
    phone.send(phone.call(lead), max_seq=7, queued=1)
    loss = listing.losses(boss)[0]
    assert (loss.who, loss.first, loss.last) == ("Alice", 2, 7)
    assert counts.urgent(boss) == counts.of_states(boss)["lost"] == 1
    settling.settle_loss(phone.id, boss, "清过数据")
    assert listing.losses(boss) == []
    done = listing.page_of(boss, "done", 1)[0]
    assert (done.first, done.last, done.settled.reason) == (2, 7, "清过数据")


def test_records_that_wait_on_a_device_are_not_lost(phone, lead, boss):
    phone.send(phone.call(lead), max_seq=7, queued=7)
    assert listing.losses(boss) == []
    assert counts.urgent(boss) == 0


def test_a_wiped_browser_that_counts_anew_is_a_loss(phone, alice, lead, boss, set_clock):
    """Its store is gone and with it the device's id; its cookie is the same (sync.md)."""
    phone.send(phone.call(lead), max_seq=5, queued=5)
    of_browser(phone, "cookie")
    set_clock(clock.now() + timedelta(hours=1))
    fresh = Device(alice)
    fresh.send(fresh.call(lead))
    assert listing.losses(boss) == []
    of_browser(fresh, "cookie")
    loss = listing.losses(boss)[0]
    assert (loss.device, loss.first, loss.last) == (phone.id, 2, 5)


def test_a_device_that_comes_by_again_has_lost_nothing(phone, alice, lead, boss, set_clock):
    phone.send(phone.call(lead), max_seq=5, queued=5)
    fresh = Device(alice)
    fresh.send(fresh.call(lead))
    for one in (phone, fresh):
        of_browser(one, "cookie")
    set_clock(clock.now() + timedelta(hours=1))
    phone.send(phone.call(lead), max_seq=5, queued=4)
    of_browser(phone, "cookie")
    assert listing.losses(boss) == []


def of_browser(phone, cookie):
    with write() as session:
        session.get(DeviceRow, phone.id).browser_hash = cookie


@pytest.mark.parametrize(("skew_s", "shown"), [(120, False), (121, True), (-10_800, True)])
def test_a_clock_that_is_wrong_is_shown_from_two_minutes_on(phone, boss, skew_s, shown):
    phone.send(sent_at=(clock.now() + timedelta(seconds=skew_s)).isoformat())
    assert [one.seconds for one in listing.skews(boss)] == ([skew_s] if shown else [])
    assert counts.of_states(boss)["skew"] == shown
    assert counts.urgent(boss) == 0


def test_a_clock_that_is_right_again_and_an_old_device_are_not_shown(phone, boss, set_clock):
    wrong = (clock.now() + timedelta(hours=3)).isoformat()
    phone.send(sent_at=wrong)
    old = Device(phone.person)
    old.send(sent_at=wrong)
    phone.send()
    set_clock(clock.now() + timedelta(days=31))
    assert listing.skews(boss) == []


def test_the_number_of_queries_does_not_grow_with_the_records(phone, lead, boss):
    def all_states():
        counts.of_states(boss)
        for state in ("parked", "done"):
            listing.page_of(boss, state, 1)

    settling.settle(park(phone, lead), boss, "why")
    park(phone, lead)
    few = queries_of(all_states)
    for _ in range(5):
        other = builders.lead(owner=phone.person)
        park(phone, other)
        settling.settle(park(phone, other), boss, "why")
    assert queries_of(all_states) == few <= 9
    assert queries_of(lambda: counts.urgent(boss)) == queries_of(
        lambda: db.session.scalar(select(1))
    )


def test_pages_come_the_latest_first(phone, lead, boss, set_clock):
    for _ in range(21):
        set_clock(clock.now() + timedelta(minutes=1))
        last = park(phone, lead)
    assert ids(boss, "parked")[0] == last
    assert len(listing.page_of(boss, "parked", 1)) == 20
    assert len(listing.page_of(boss, "parked", 2)) == 1


def test_a_void_that_nobody_understands_is_parked_and_not_lost(phone, boss):
    void = phone.op("void", None, {"reason": "missing"}, v=99)
    assert statuses(phone.send(void)) == ["parked"]
    assert ids(boss, "parked") == [void["id"]]
    assert ids(boss, "lost") == []
    assert db.session.get(SyncOp, void["id"]).raw is not None
