from datetime import date

import pytest

from app.errors import RuleBroken
from app.rules.imports import platforms

TODAY = date(2026, 11, 23)
WHOLE = {"id": "A-1", "phone": "13800138000", "name": "王秀英", "company": "丽华火锅店"}


def read(payload: object) -> platforms.Sent:
    return platforms.read(payload, source="抖音", today=TODAY)


def wrong(payload: object) -> dict[str, str]:
    with pytest.raises(RuleBroken) as refusal:
        read(payload)
    return {name: why.code for name, why in refusal.value.params["fields"].items()}


def test_what_a_platform_says_is_a_precise_lead_of_its_source():
    sent = read({**WHOLE, "note": " 问 费用 ", "city": "重庆"})
    assert (sent.id, sent.row.kind, sent.row.source) == ("A-1", "precise", "抖音")
    assert sent.row.numbers == ("+8613800138000",)
    assert sent.row.texts == {"name": "王秀英", "company": "丽华火锅店"}
    assert sent.row.note == "问 费用"


def test_it_cannot_choose_source_kind_or_owner():
    row = read({**WHOLE, "source": "展会", "kind": "own", "owner": "bob"}).row
    assert (row.source, row.kind, row.owner) == ("抖音", "precise", "")


@pytest.mark.parametrize("phone", [13800138000, " +86 138-0013-8000 ", "138001380\u200b00"])
def test_a_number_in_any_usual_way_of_writing(phone):
    assert read({**WHOLE, "phone": phone}).row.numbers == ("+8613800138000",)


def test_a_whole_number_does_for_the_platforms_id():
    assert read({**WHOLE, "id": 77}).id == "77"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"id": ""}, {"id": "field_missing"}),
        ({"id": None}, {"id": "field_missing"}),
        ({"id": " \u200b"}, {"id": "field_missing"}),
        ({"id": "x" * 101}, {"id": "field_too_long"}),
        ({"id": 1.5}, {"id": "field_not_text"}),
        ({"id": True}, {"id": "field_not_text"}),
        ({"phone": None}, {"phone": "phone_missing"}),
        ({"phone": "12345"}, {"phone": "phone_unusable"}),
        ({"phone": ["13800138000"]}, {"phone": "field_not_text"}),
        ({"name": {"first": "王"}}, {"name": "field_not_text"}),
        ({"name": "王" * 201}, {"name": "field_too_long"}),
        ({"note": "好" * 4001}, {"note": "field_too_long"}),
    ],
)
def test_each_fault_is_told_of_its_field(change, expected):
    assert wrong({**WHOLE, **change}) == expected


def test_all_faults_are_told_at_once():
    assert wrong({"name": []}) == {
        "id": "field_missing",
        "phone": "phone_missing",
        "name": "field_not_text",
    }


@pytest.mark.parametrize("payload", [None, [], "text", 7])
def test_what_is_no_object_says_nothing(payload):
    with pytest.raises(RuleBroken, match="platform_lead_malformed"):
        read(payload)


def test_letters_that_no_database_keeps_are_left_out():
    assert read({**WHOLE, "name": "王\0秀\ud800英"}).row.texts["name"] == "王秀英"
