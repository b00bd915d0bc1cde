from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.calls.sections import SECTIONS
from app.rules.calls.sheet import KEYS, Held, call_sheet
from app.rules.days.shanghai import at
from app.rules.defaults import DEFAULTS
from app.rules.why import Why

SETTINGS = {key: DEFAULTS[key] for key in KEYS}
FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)
NOW = at(MONDAY, "10:40")
HOUR = timedelta(hours=1)


def lead(number=1, kind="ordinary", **facts):
    return Held(number, kind, **{"received_at": at(FRIDAY, "09:00"), **STAGE, **facts})


def due(number, kind, when, **facts):
    return lead(number, due_kind=kind, due_at=when, called_on=FRIDAY, **facts)


STAGE = {"stage": "development", "stage_since": FRIDAY}
LONG_IN_STAGE = {"called_on": FRIDAY, "stage": "quote", "stage_since": date(2026, 11, 1)}


def sheet(*leads, now=NOW):
    return call_sheet(leads, now, SETTINGS)


def numbers(*leads):
    return [line.lead for line in sheet(*leads)]


def section(one):
    return [line.section for line in sheet(one)]


def test_the_order_of_the_sections():
    lines = sheet(
        lead(6),
        lead(5, "precise", **LONG_IN_STAGE),
        due(4, "retry", at(MONDAY, "10:30")),
        due(3, "follow_up", at(MONDAY, "10:30")),
        lead(2, "precise"),
        due(1, "call_back", at(MONDAY, "10:45")),
    )
    assert [line.lead for line in lines] == [1, 2, 3, 4, 5, 6]
    assert [line.section for line in lines] == [part.name for part in SECTIONS]


def test_call_backs_come_by_time_and_those_of_later_today_are_there_already():
    late, early, missed = at(MONDAY, "16:00"), at(MONDAY, "09:15"), at(FRIDAY, "17:00")
    leads = [due(1, "call_back", late), due(2, "call_back", early), due(3, "call_back", missed)]
    assert numbers(*leads) == [3, 2, 1]


def test_what_is_due_tomorrow_is_not_on_todays_sheet():
    tomorrow = at(TUESDAY, "00:00")
    assert numbers(*(due(1, kind, tomorrow) for kind in ("call_back", "follow_up", "retry"))) == []


def test_new_precise_leads_come_in_the_order_of_their_receipt():
    assert numbers(lead(1, "precise", received_at=NOW), lead(2, "precise")) == [2, 1]


def test_a_call_back_promised_comes_before_the_lead_being_new():
    promised = lead(1, "precise", due_kind="call_back", due_at=NOW)
    assert section(promised) == ["call_back"]


def test_follow_ups_come_by_grade_and_within_a_grade_by_time():
    early, late = at(MONDAY, "09:30"), at(MONDAY, "15:30")
    graded = [("C", early), (None, early), ("A", late), ("B", early), ("A", early), ("D", early)]
    leads = [due(n, "follow_up", when, grade=g) for n, (g, when) in enumerate(graded, 1)]
    assert numbers(*leads) == [5, 3, 4, 1, 6, 2]


def test_a_stage_is_overdue_on_the_day_after_its_limit():
    facts = {"called_on": FRIDAY, "stage": "quote"}
    assert section(lead(1, "precise", **facts, stage_since=date(2026, 11, 16))) == []
    assert section(lead(1, "precise", **facts, stage_since=date(2026, 11, 15))) == ["overdue"]


def test_after_sale_has_no_limit():
    assert section(lead(1, "precise", **LONG_IN_STAGE | {"stage": "after_sale"})) == []


def test_an_overdue_lead_with_a_day_agreed_is_left_in_peace_until_then():
    agreed = {"due_kind": "call_back", "due_at": at(TUESDAY, "10:45")}
    assert section(lead(1, "precise", **LONG_IN_STAGE, **agreed)) == []


def test_the_clock_of_the_stages_does_not_run_before_the_first_call():
    assert section(lead(1, stage_since=date(2026, 1, 1))) == ["ordinary"]


def test_own_leads_not_called_yet_stand_before_the_ordinary_ones():
    assert numbers(lead(1), lead(2, "own")) == [2, 1]


def test_an_ordinary_lead_called_today_is_done_for_today():
    stage = {"stage_since": MONDAY}
    assert section(lead(1, called_on=MONDAY, **stage)) == []
    assert section(lead(1, called_on=FRIDAY, **stage)) == ["ordinary"]


@pytest.mark.parametrize(
    ("facts", "on_it"),
    [
        ({"do_not_call": True}, False),
        ({"cool_until": TUESDAY}, False),
        ({"cool_until": MONDAY}, True),
        ({"dials": [[NOW - HOUR] * 3]}, False),
        ({"dials": [[NOW - HOUR] * 2]}, True),
        ({"dials": [[NOW - HOUR] * 3, []]}, True),
    ],
)
def test_who_may_not_be_called_is_not_on_it(facts, on_it):
    promised = due(1, "call_back", NOW, **facts)
    assert bool(sheet(promised)) is on_it


def test_at_most_sixty_leads_and_the_last_ones_stay_off():
    leads = [lead(n) for n in range(1, 80)] + [lead(80, "precise")]
    assert numbers(*leads) == [80, *range(1, 60)]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (
            due(1, "call_back", at(MONDAY, "10:45")),
            Why("sheet_call_back", {"at": at(MONDAY, "10:45"), "grade": None}),
        ),
        (
            due(1, "call_back", at(FRIDAY, "10:45")),
            Why("sheet_call_back_missed", {"at": at(FRIDAY, "10:45"), "grade": None}),
        ),
        (
            due(1, "follow_up", NOW, grade="A"),
            Why("sheet_follow_up", {"at": NOW, "grade": "A"}),
        ),
        (due(1, "retry", NOW), Why("sheet_retry", {"at": NOW, "grade": None})),
        (lead(1, "precise"), Why("sheet_new_precise", {"at": at(FRIDAY, "09:00")})),
        (
            lead(1, "precise", **LONG_IN_STAGE),
            Why("sheet_overdue", {"stage": "quote", "days": 15}),
        ),
        (lead(1), Why("sheet_ordinary", {"at": at(FRIDAY, "09:00")})),
        (lead(1, "own"), Why("sheet_own", {"at": at(FRIDAY, "09:00")})),
    ],
)
def test_each_line_says_why_it_is_there(one, why):
    assert sheet(one)[0].why == why


moments = st.integers(-100, 100).map(lambda n: NOW + n * HOUR)
leads = st.builds(
    Held,
    st.integers(1, 200),
    st.sampled_from(["precise", "ordinary", "own"]),
    moments,
    st.sampled_from(["development", "needs", "after_sale"]),
    st.dates(date(2026, 10, 1), MONDAY),
    grade=st.sampled_from([None, "A", "B", "C", "D"]),
    due_at=moments,
    due_kind=st.sampled_from(["call_back", "follow_up", "retry"]),
    called_on=st.none() | st.dates(date(2026, 11, 1), MONDAY),
    do_not_call=st.booleans(),
)
hands = st.lists(
    leads | leads.map(lambda one: replace(one, due_at=None, due_kind=None)),
    unique_by=lambda one: one.lead,
    max_size=20,
)


@given(hands, st.randoms())
def test_the_order_of_what_one_holds_does_not_matter(held, random):
    other = held[:]
    random.shuffle(other)
    assert sheet(*held) == sheet(*other)


@given(hands)
def test_nobody_on_the_do_not_call_list_is_ever_on_it_and_everybody_due_is(held):
    on_it = {line.lead for line in sheet(*held)}
    assert not any(one.lead in on_it for one in held if one.do_not_call)
    due_now = {one.lead for one in held if one.due_at and one.due_at <= NOW}
    assert due_now - {one.lead for one in held if one.do_not_call} <= on_it
