import pytest

from app.http.words.settings import NAMES, REFUSED
from app.rules.defaults import DEFAULTS
from app.rules.settings import values
from app.rules.settings.catalogue import ELSEWHERE, ITEMS
from app.rules.settings.catalogue import SECTIONS as GROUPS


def refused(key: str, value: object) -> str | None:
    why = values.refusal(ITEMS[key], value)
    return why.code if why else None


def clashes(**changed: object) -> str | None:
    names = {name.replace("__", "."): value for name, value in changed.items()}
    why = values.clash({**DEFAULTS, **names})
    return why.code if why else None


def test_every_number_of_the_house_is_on_the_page_or_said_to_be_elsewhere():
    elsewhere = {key for key in DEFAULTS if key.startswith(ELSEWHERE)}
    assert set(ITEMS) | elsewhere == set(DEFAULTS)
    assert not set(ITEMS) & elsewhere
    assert sum(len(items) for items in GROUPS.values()) == len(ITEMS)


def test_every_number_has_a_name():
    assert set(NAMES) == set(ITEMS)


@pytest.mark.parametrize("key", [key for key in ITEMS if key != "quota.own_number"])
def test_what_is_shipped_may_be_said(key):
    assert refused(key, DEFAULTS[key]) is None


def test_what_is_shipped_goes_together():
    assert values.clash(DEFAULTS) is None


@pytest.mark.parametrize(
    ("number", "code"), [(0, None), (100, None), (-1, "setting_range"), (101, "setting_range")]
)
def test_a_whole_number_has_a_least_and_a_most(number, code):
    assert refused("quota.first_month", number) == code


@pytest.mark.parametrize("nonsense", [None, "12", 1.5, []])
def test_a_whole_number_is_one(nonsense):
    assert refused("quota.first_month", nonsense) == "setting_range"


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([], None),
        ([["10:30", "12:00"], ["12:00", "13:00"]], None),
        ([["15:00", "16:00"], ["09:00", "10:00"]], None),
        ([["12:00", "10:30"]], "setting_span_backwards"),
        ([["12:00", "12:00"]], "setting_span_backwards"),
        ([["10:30", "12:00"], ["11:59", "13:00"]], "setting_spans_overlap"),
        ([["14:00", "18:00"], ["10:00", "15:00"]], "setting_spans_overlap"),
    ],
)
def test_windows_end_after_they_begin_and_do_not_overlap(spans, code):
    assert refused("calls.windows", spans) == code


def test_windows_are_kept_in_the_order_of_the_day():
    spans = [["15:00", "16:00"], ["09:00", "10:00"]]
    assert values.kept(ITEMS["calls.windows"], spans) == spans[::-1]


def test_only_a_choice_that_there_is():
    assert refused("quota.clock", "personal") is None
    assert refused("quota.clock", "lunar") == "setting_choice"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ordinary__batch": 61}, "setting_above"),
        ({"ordinary__holding_cap": 9}, "setting_above"),
        ({"ordinary__batch": 60}, None),
        ({"frequency__day_calls": 11}, "setting_above"),
        ({"sheet__called": 61}, "setting_above"),
        ({"allocation__run_at": "18:00", "calls__windows": []}, "setting_above"),
        ({"calls__hours": ["11:00", "20:00"]}, "setting_outside_hours"),
        ({"calls__hours": ["09:00", "17:29"]}, "setting_outside_hours"),
        ({"calls__hours": ["10:30", "17:30"]}, None),
        ({"allocation__run_at": "10:31"}, "setting_run_late"),
        ({"allocation__run_at": "10:30"}, None),
    ],
)
def test_what_does_not_go_together(changed, code):
    assert clashes(**changed) == code


@pytest.mark.parametrize("key", ITEMS)
def test_related_settings_name_each_other(key):
    assert all(key in values.related(other) for other in values.related(key)[1:2])
    assert values.related(key)[0] == key


def test_a_clash_is_found_with_the_related_settings_alone():
    for changed in ("ordinary.batch", "calls.windows", "calls.hours", "allocation.run_at"):
        keys = values.related(changed)
        assert len(keys) > 1
        assert values.clash({key: DEFAULTS[key] for key in keys}) is None


def test_every_refusal_has_a_sentence():
    codes = {"setting_range", "setting_clock", "setting_choice", "setting_span_backwards"}
    assert codes | {"setting_spans_overlap", "setting_above", "setting_run_late"} <= set(REFUSED)
