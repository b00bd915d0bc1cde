import gzip
import json
from datetime import timedelta

import brotli
import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Call, Lead
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def alice(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    return alice


@pytest.mark.parametrize("path", ["/today", "/sheet"])
def test_the_number_of_queries_does_not_grow_with_the_leads(client, alice, path):
    builders.lead(owner=alice)
    few = queries_of(lambda: client.get(path))
    for _ in range(20):
        builders.lead(owner=alice)
    assert queries_of(lambda: client.get(path)) == few


def test_the_sheet_holds_the_own_leads_of_today_and_nobody_elses(client, alice):
    mine = builders.lead("王秀英", owner=alice, phone="+8613800138000")
    builders.lead("李", owner=builders.person("bob"))
    builders.lead("赵", owner=alice, due_at=clock.now() + timedelta(days=2), due_kind="follow_up")
    sheet = client.get("/sheet").json
    assert [lead["id"] for lead in sheet["leads"]] == [mine.id]
    assert sheet["leads"][0]["phone"] == "13800138000"
    assert sheet["leads"][0]["phone_shown"] == "138 0013 8000"
    assert sheet["user"] == {"id": alice.id, "login": "alice", "name": "Alice"}


def test_the_sheet_says_when_nothing_has_changed(client, alice):
    first = client.get("/sheet")
    assert client.get("/sheet", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    builders.lead(owner=alice)
    assert client.get("/sheet", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_who_must_not_be_called_is_on_no_sheet(client, alice):
    builders.lead(owner=alice, cool_until=clock.today() + timedelta(days=1))
    assert client.get("/sheet").json["leads"] == []


def test_the_sheet_is_usable_until_the_end_of_the_next_working_day(client, alice):
    assert client.get("/sheet").json["lease_until"] == "2026-11-24T16:00:00.000Z"


def test_the_shell_knows_nobody(client, alice):
    builders.lead("王秀英", owner=alice)
    page = client.get("/today/shell").text
    assert "王秀英" not in page
    assert "alice" not in page.lower()


def test_without_a_script_the_form_logs_the_call_once(client, alice):
    lead = builders.lead(owner=alice)
    form = {"id": "11111111-form", "lead": lead.id, "disposition": "no_answer"}
    assert client.post("/calls", data=form).status_code == 303
    assert client.post("/calls", data=form).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Call)) == 1


def test_a_form_that_lacks_something_says_what_and_keeps_the_rest(client, alice):
    lead = builders.lead(owner=alice)
    answer = client.post(
        "/calls", data={"lead": lead.id, "disposition": "call_back", "note": "问费用"}
    )
    assert answer.status_code == 422
    assert "问费用" in answer.text
    assert "下次跟进" in answer.text


def test_claiming_is_a_fragment_for_htmx_and_a_redirect_without(client, alice):
    for _ in range(2):
        builders.lead(kind="precise")
    fragment = client.post("/claims", data={"kind": "precise"}, headers={"HX-Request": "true"})
    assert fragment.headers["HX-Trigger"] == "sheet-changed"
    assert client.post("/claims", data={"kind": "precise"}).location == "/today"
    refused = client.post("/claims", data={"kind": "precise"}, headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert "没有等待分配" in refused.text
    assert db.session.scalar(select(func.count()).where(Lead.owner_id == alice.id)) == 2


def test_a_claim_names_no_lead_of_its_own_choosing(client, alice):
    first = builders.lead(kind="precise", arrived_at=clock.now() - timedelta(hours=1))
    wanted = builders.lead(kind="precise")
    client.post("/claims", data={"kind": "precise", "lead": wanted.id, "lead_id": wanted.id})
    assert db.session.get(Lead, first.id).owner_id == alice.id
    assert db.session.get(Lead, wanted.id).owner_id is None


def test_sync_answers_in_its_own_form_also_when_it_refuses(client, alice):
    body = {"proto": 1, "device": "device-123", "user": alice.id + 1, "ops": []}
    other = client.post("/sync", json=body)
    assert (other.status_code, other.json["proto"], other.json["error"]) == (
        409,
        1,
        "sync_other_user",
    )
    assert client.post("/sync", data="x", content_type="text/plain").status_code == 415
    assert client.post("/sync", data="{", content_type="application/json").status_code == 400
    client.delete_cookie("lianxian")
    signed_out = client.post("/sync", json=body)
    assert (signed_out.status_code, signed_out.json["proto"]) == (401, 1)


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [("gzip", "gzip", gzip.decompress), ("gzip, deflate, br", "br", brotli.decompress)],
)
def test_what_goes_over_the_air_is_packed(client, alice, accepted, coding, unpack):
    answer = client.get("/sheet", headers={"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == coding
    assert json.loads(unpack(answer.data))["proto"] == 1


def test_another_try_waits_for_its_hour(client, alice):
    later = clock.now() + timedelta(hours=1)
    builders.lead("王秀英", owner=alice, due_at=later, due_kind="retry")
    builders.lead("李雷", owner=alice)
    page = client.get("/today").text
    assert page.index("李雷") < page.index("王秀英")
