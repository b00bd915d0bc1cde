"""The interface for advertising platforms, held to its own OpenAPI document."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.http.openapi import JSON
from app.models import Lead
from app.services.arrivals import source_tokens
from app.services.leads import do_not_call
from app.services.transaction import write
from tests import builders

pytestmark = pytest.mark.usefixtures("set_clock")
WANG = {"id": "A-1", "phone": "13800138000", "name": "王秀英"}
TYPES = {"string": str, "integer": int, "object": dict, "null": type(None)}


@pytest.fixture
def platform(app, client):
    """A client as platforms are: no cookie, no Origin, no Sec-Fetch-Site."""
    boss = builders.person("boss", "manager")
    token_id, token = source_tokens.make("抖音", "", boss.id)
    other = app.test_client()
    other.sends_origin = False
    other.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    other.token_id, other.boss_id = token_id, boss.id
    return other


@pytest.fixture
def alice(client):
    return builders.person("alice")


def resolved(document: dict, schema: dict) -> dict:
    while "$ref" in schema:
        found = document
        for name in schema["$ref"].split("/")[1:]:
            found = found[name]
        schema = found
    return schema


def send(platform, payload: object = WANG, **more: object):
    """The answer, which must be one that the document promises."""
    answer = platform.post("/api/leads", json=payload, **more)
    hold_to_document(platform, answer)
    return answer


def hold_to_document(platform, answer) -> None:
    document = platform.get("/api/openapi.json").json
    promised = document["paths"]["/api/leads"]["post"]["responses"][str(answer.status_code)]
    assert faults_of(document, promised["content"][JSON]["schema"], answer.json) == []


def faults_of(document: dict, schema: dict, value: object, at: str = "") -> list[str]:
    schema = resolved(document, schema)
    if schema["type"] != "object":
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        fits = type(value) in [TYPES[kind] for kind in kinds]
        return [] if fits and value in schema.get("enum", [value]) else [f"{at}: {value!r}"]
    if not isinstance(value, dict):
        return [f"{at}: {value!r}"]
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    found = [f"{at}/{name} missing" for name in schema.get("required", []) if name not in value]
    for name, inner in value.items():
        if name in known or isinstance(others, dict):
            found += faults_of(document, known.get(name, others), inner, f"{at}/{name}")
        elif others is False:
            found.append(f"{at}/{name} unknown")
    return found


def leads() -> int:
    return db.session.scalar(select(func.count()).select_from(Lead))


def test_a_lead_is_created_and_handed_out(platform, alice):
    answer = send(platform)
    assert (answer.status_code, answer.json) == (201, {"id": "A-1", "state": "handed_out"})
    assert db.session.scalars(select(Lead)).one().owner_id == alice.id


def test_again_it_is_two_hundred_with_the_same_answer(platform, alice):
    first, second = send(platform), send(platform)
    assert (second.status_code, second.json) == (200, first.json)
    assert leads() == 1


def test_what_became_of_it_is_told(platform, alice, set_clock):
    builders.lead(phone="+8613800138001")
    with write():
        do_not_call.put("+8613800138002", None, "asked")
    states = [send(platform, {"id": n, "phone": f"1380013800{n}"}).json["state"] for n in range(3)]
    set_clock(clock.now() + timedelta(hours=12))
    states.append(send(platform, {"id": 3, "phone": "13800138003"}).json["state"])
    assert states == ["handed_out", "duplicate", "do_not_call", "waiting"]


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", "Basic d2FuZzox", "wrong"])
def test_without_the_right_token_nothing_comes_in(platform, header):
    platform.environ_base["HTTP_AUTHORIZATION"] = header
    if header is None:
        platform.environ_base.pop("HTTP_AUTHORIZATION")
    answer = send(platform)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert leads() == 0


def test_a_revoked_token_is_no_token(platform):
    source_tokens.revoke(platform.token_id, platform.boss_id)
    assert send(platform).status_code == 401


def test_the_same_number_with_other_content_is_a_conflict(platform, alice):
    send(platform)
    answer = send(platform, {**WANG, "name": "别人"})
    assert (answer.status_code, answer.json["error"]) == (409, "platform_id_taken")
    assert "A-1" in answer.json["message"]


def test_faults_are_told_field_by_field_in_the_language_asked_for(platform):
    wrong = {"name": ["王"], "phone": "12345"}
    answer = send(platform, wrong, headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert answer.status_code == 422
    assert answer.json["fields"]["id"] == {"error": "field_missing", "message": "必填"}
    assert answer.json["fields"]["phone"]["message"] == "“12345”不是能拨通的号码"
    assert set(answer.json["fields"]) == {"id", "phone", "name"}
    english = send(platform, wrong, headers={"Accept-Language": "en-GB,en;q=0.9"})
    phone = english.json["fields"]["phone"]
    assert phone["error"] == "phone_unusable" and "12345" in phone["message"]
    assert phone["message"] != answer.json["fields"]["phone"]["message"]


BROKEN = ["", "{", "[]", "7", '"text"', "null", "[" * 16_000, "\xff", '{"id": 1e999', "1" * 5000]


@pytest.mark.parametrize("data", BROKEN)
def test_what_is_no_json_object_is_refused_and_never_breaks_the_server(platform, data):
    answer = platform.post("/api/leads", data=data, content_type=JSON)
    hold_to_document(platform, answer)
    assert (answer.status_code, answer.json["error"]) == (400, "platform_lead_malformed")


def test_a_form_is_refused(platform):
    answer = platform.post("/api/leads", data=WANG)
    hold_to_document(platform, answer)
    assert answer.status_code == 415


def test_too_much_is_refused_before_it_is_read(platform):
    answer = send(platform, {**WANG, "other": "x" * 40_000})
    assert (answer.status_code, answer.json["error"]) == (413, "platform_lead_too_large")
    assert leads() == 0


def test_a_page_that_does_not_exist_is_told_to_a_machine_as_json(platform):
    assert platform.get("/api/leads").status_code == 405
    assert platform.get("/api/nothing").json == {"error": 404}


def test_the_document_has_every_status_and_every_field(app, platform):
    document = platform.get("/api/openapi.json").json
    assert document["openapi"].startswith("3.1")
    operation = document["paths"]["/api/leads"]["post"]
    assert set(operation["responses"]) == {"200", "201", *map(str, (400, 401, 409, 413, 415, 422))}
    schema = resolved(document, operation["requestBody"]["content"][JSON]["schema"])
    example = {name: "文字" for name in schema["properties"]} | {"phone": "13800138000"}
    assert faults_of(document, schema, example) == []
    builders.person("alice")
    assert send(platform, example).status_code == 201
    lead = db.session.scalars(select(Lead)).one()
    kept = set(schema["properties"]) - {"id", "phone"}
    assert {name for name in kept if getattr(lead, name) == "文字"} == kept


def test_the_document_is_no_longer_right_when_an_answer_changes(platform, alice):
    """The check itself can fail."""
    document = platform.get("/api/openapi.json").json
    schema = {"$ref": "#/components/schemas/Answer"}
    assert faults_of(document, schema, {"id": "1", "state": "waiting"}) == []
    assert faults_of(document, schema, {"id": 1, "state": "lost", "more": 1}) == [
        *("/id: 1", "/state: 'lost'", "/more unknown"),
    ]
    assert faults_of(document, schema, {}) == ["/id missing", "/state missing"]
