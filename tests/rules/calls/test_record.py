from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RuleBroken
from app.rules.calls.record import KEYS, CallRecord, read_call
from app.rules.days.shanghai import at
from app.rules.defaults import DEFAULTS

SETTINGS = {key: DEFAULTS[key] for key in KEYS}
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
STARTED = at(MONDAY, "16:00")


def read(disposition="no_answer", **payload):
    return read_call({"disposition": disposition, **payload}, STARTED, SETTINGS)


def test_a_whole_record():
    record = read(
        "interested",
        direction="in",
        duration_s=84,
        grade="B",
        stage="needs",
        wechat="added",
        note="问费用",
        follow_up_at="2026-11-24T10:45:00+08:00",
        script=3,
    )
    assert (record.disposition.code, record.direction, record.duration_s) == (
        "interested",
        "in",
        84,
    )
    assert (record.grade, record.stage, record.wechat) == ("B", "needs", "added")
    assert (record.note, record.script) == ("问费用", 3)
    assert record.follow_up_at == at(TUESDAY, "10:45")


def test_one_tap_is_enough_for_no_answer():
    record = read()
    assert (record.direction, record.duration_s, record.note) == ("out", None, "")
    assert record.follow_up_at is None


def test_an_empty_field_of_a_form_is_no_answer():
    record = read(grade="", stage="", wechat="", note="", follow_up_at="")
    assert (record.grade, record.wechat, record.follow_up_at) == (None, None, None)


def test_a_time_without_an_offset_is_shanghai_time():
    assert read("call_back", follow_up_at="2026-11-24T10:45").follow_up_at == at(TUESDAY, "10:45")


def test_a_day_alone_means_its_first_call_window():
    assert read("interested", follow_up_at="2026-11-24").follow_up_at == at(TUESDAY, "10:30")


def test_a_promise_of_the_same_day_before_the_call_is_kept_since_clocks_differ():
    assert read("call_back", follow_up_at="2026-11-23T11:00").follow_up_at == at(MONDAY, "11:00")


def test_what_no_database_can_store_is_left_out_of_the_note():
    assert read(note="好\0的\ud83d").note == "好的?"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"disposition": "maybe"}, "call_disposition_unknown"),
        ({"direction": "sideways"}, "call_direction_unknown"),
        ({"duration_s": -1}, "call_duration_invalid"),
        ({"duration_s": 86_401}, "call_duration_invalid"),
        ({"duration_s": "84"}, "call_duration_invalid"),
        ({"duration_s": True}, "call_duration_invalid"),
        ({"grade": "E"}, "call_grade_unknown"),
        ({"grade": ["A"]}, "call_grade_unknown"),
        ({"stage": "later"}, "call_stage_unknown"),
        ({"wechat": "maybe"}, "call_wechat_unknown"),
        ({"note": "长" * 2001}, "call_note_invalid"),
        ({"note": 7}, "call_note_invalid"),
        ({"script": -1}, "call_script_unknown"),
        ({"disposition": "interested"}, "call_follow_up_missing"),
        ({"disposition": "call_back"}, "call_follow_up_missing"),
        (
            {"disposition": "call_back", "follow_up_at": "2026-11-24"},
            "call_follow_up_time_missing",
        ),
        ({"follow_up_at": "tomorrow"}, "call_follow_up_unreadable"),
        ({"follow_up_at": ["soon"]}, "call_follow_up_unreadable"),
        ({"follow_up_at": "9999-12-31T23:59:59Z"}, "call_follow_up_unreadable"),
        ({"follow_up_at": "0001-01-01T00:00:00+08:00"}, "call_follow_up_unreadable"),
        ({"follow_up_at": "2026-11-22T18:00"}, "call_follow_up_before_call"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(payload, code):
    with pytest.raises(RuleBroken, match=code):
        read(**payload)


names = st.sampled_from([name for name in CallRecord.__slots__ if name != "disposition"])
texts = st.text("A2-:T中\0", max_size=12) | st.dates().map(str) | st.datetimes().map(str)
junk = st.none() | st.booleans() | st.integers() | st.floats() | texts | st.lists(texts, max_size=2)


@given(st.dictionaries(names, junk))
def test_whatever_arrives_is_a_record_or_a_refusal(payload):
    try:
        read("call_back", **payload)
    except RuleBroken as refusal:
        assert refusal.code.startswith("call_")
