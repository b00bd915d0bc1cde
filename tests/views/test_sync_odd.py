"""A device that is broken or means harm breaks nothing: what it sends is parked or refused, never
tried again for ever (sync.md, on the wire)."""

import json

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Call, SyncOp
from tests import builders

DEVICE = "device-odd"
AT = "2026-11-23T09:00:00+08:00"


@pytest.fixture
def alice(client, set_clock):
    made = builders.person("alice")
    client.sign_in(made)
    return made


def call(owned, seq=1, payload=None, **odd):
    said = {"disposition": "no_answer", "duration_s": 3, "note": ""} | (payload or {})
    whose = {"v": 1, "kind": "call.log", "lead": owned.id, "lead_rev": 1, "at": AT, "age_ms": None}
    return {"id": f"record-{seq}", "seq": seq, **whose, "payload": said, **odd}


def envelope(alice, *ops, **odd):
    told = {"max_seq": len(ops), "queued": len(ops), "sent_at": AT, "ops": list(ops)}
    return {
        "proto": 1,
        "client": "x",
        "epoch": "",
        "device": DEVICE,
        "user": alice.id,
        **told,
        **odd,
    }


def sync(client, body):
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post("/sync", data=text, content_type="application/json")


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "\ud800", "9" * 40]
)
def test_no_clock_however_wrong_loses_a_call(client, alice, at):
    lead = builders.lead(owner=alice)
    answer = sync(client, envelope(alice, call(lead, at=at), sent_at=at.replace("\ud800", "")))
    assert answer.json["results"][0]["status"] in ("applied", "parked")
    assert client.get("/sheet").status_code == 200


def test_a_clock_three_days_ahead_is_set_right_by_the_servers(client, alice):
    ahead = "2026-11-26T09:00:00+08:00"
    sync(client, envelope(alice, call(builders.lead(owner=alice), at=ahead), sent_at=ahead))
    assert [str(one.day) for one in db.session.scalars(select(Call))] == ["2026-11-23"]


@pytest.mark.parametrize(
    "odd",
    [
        {"payload": {"note": "\ud800"}},
        {"payload": {"note": "A\0B"}},
        {"payload": {"duration_s": 10**60}},
        {"payload": {"disposition": {"a": [1]}}},
        {"payload": {"follow_up_at": "9999-12-31T23:59:59-23:59"}},
        {"payload": {"follow_up_at": "0001-01-01T00:00:00+23:59"}},
        {"payload": {"\ud800": 1}},
        {"lead": 2**53 - 1},
        {"lead_rev": 2**53 - 1},
        {"kind": "call.\ud800"},
    ],
)
def test_a_record_however_odd_holds_up_none_behind_it(client, alice, odd):
    lead = builders.lead(owner=alice)
    first = call(
        lead, **{k: v for k, v in odd.items() if k != "payload"}, payload=odd.get("payload")
    )
    answer = sync(client, envelope(alice, first, call(lead, seq=2)))
    assert answer.status_code == 200
    assert answer.json["results"][1]["status"] == "applied"
    assert sync(client, envelope(alice, first)).json["results"][0]["status"] in (
        *("duplicate", "parked", "too_large", "id_conflict"),
    )


@pytest.mark.parametrize(
    "body",
    ['{"ops": 1e999}', "[" * 50_000, '{"a":' * 9_000, "null", "[]", "{", '"x"', "1e999"],
)
def test_a_body_however_odd_is_refused_and_nothing_kept(client, alice, body):
    assert sync(client, body).status_code == 400
    assert db.session.scalars(select(SyncOp)).all() == []


@pytest.mark.parametrize("odd", [{"age_ms": 1e400}, {"payload": {"duration_s": 1e400}}])
def test_a_number_without_end_which_no_database_holds_is_refused(client, alice, odd):
    answer = sync(client, envelope(alice, call(builders.lead(owner=alice), **odd)))
    assert (answer.status_code, answer.json["error"]) == (400, "sync_malformed")


@pytest.mark.parametrize(
    "odd",
    [
        {"client": "\ud800"},
        {"client": "A\0B"},
        {"epoch": "\ud800"},
        {"max_seq": 2**53 - 1},
        {"queued": 2**53 - 1},
        {"max_seq": float("inf")},
        {"user": float("inf")},
        {"device": "device-\ud800"},
    ],
)
def test_an_envelope_however_odd_does_not_break_the_server(client, alice, odd):
    answer = sync(client, envelope(alice, call(builders.lead(owner=alice)), **odd))
    assert answer.status_code in (200, 400, 409)
    assert client.get("/sheet").status_code == 200


def test_other_words_under_an_id_that_was_used_change_nothing(client, alice):
    lead = builders.lead(owner=alice)
    sync(client, envelope(alice, call(lead)))
    again = call(lead, payload={"disposition": "busy"})
    assert sync(client, envelope(alice, again)).json["results"][0]["status"] == "id_conflict"
    assert [one.disposition for one in db.session.scalars(select(Call))] == ["no_answer"]


def test_a_number_that_leaps_or_falls_back_is_named_and_not_taken(client, alice):
    lead = builders.lead(owner=alice)
    sync(client, envelope(alice, call(lead)))
    leap = sync(client, envelope(alice, call(lead, seq=9))).json["results"][0]
    assert (leap["status"], leap["expected"]) == ("gap", 2)
    back = {**call(lead), "id": "record-other"}
    assert sync(client, envelope(alice, back)).json["results"][0]["status"] == "fork"
