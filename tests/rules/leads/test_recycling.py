from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.working_days import WorkingDays
from app.rules.defaults import DEFAULTS
from app.rules.leads.recycling import KEYS, Owned, barred_until, drop

SETTINGS = {key: DEFAULTS[key] for key in KEYS}
CALENDAR = WorkingDays()


def march(day):
    return date(2026, 3, day)


MONDAY, FRIDAY = march(2), march(6)
fresh = Owned("precise", FRIDAY)
called = Owned("precise", MONDAY, called=True, last_effort=MONDAY, last_call=MONDAY)


def dropped(lead, **facts):
    return drop(replace(lead, **facts), CALENDAR, SETTINGS)


def test_a_precise_lead_without_a_call_drops_on_the_second_working_day():
    assert dropped(fresh).day == march(10)
    assert dropped(fresh).why.code == "recycle_uncalled"


def test_the_owners_days_of_absence_do_not_count():
    assert dropped(fresh, absences={march(9)}).day == march(11)
    assert dropped(fresh, absences={march(9), march(10), march(12)}).day == march(13)


def test_a_call_by_another_or_a_void_call_is_no_call():
    assert dropped(fresh, called=False, last_effort=FRIDAY).day == march(10)


def test_any_other_lead_drops_on_the_8th_working_day_and_is_warned_about_on_the_7th():
    found = dropped(called)
    assert (found.day, found.warned, found.why.code) == (march(12), march(11), "recycle_idle")


def test_an_ordinary_lead_never_called_counts_from_its_receipt():
    assert drop(Owned("ordinary", MONDAY), CALENDAR, SETTINGS).day == march(12)


def test_an_effort_starts_the_clock_anew():
    assert dropped(called, last_effort=march(4)).day == march(16)


def test_a_promise_holds_the_clock_until_its_day():
    assert dropped(called, promise=march(9)).day == march(19)


def test_a_promise_holds_no_longer_than_the_10th_working_day_after_its_call():
    assert dropped(called, promise=date(2026, 6, 1)).day == march(26)


def test_a_date_set_without_a_call_is_no_promise():
    assert dropped(Owned("ordinary", MONDAY), promise=march(9)).day == march(12)


def test_an_extension_adds_five_working_days():
    assert dropped(called, extended=march(11)).day == march(19)


def test_an_extension_does_not_outlive_the_next_effort():
    assert dropped(called, extended=march(11), last_effort=march(12)).day == march(24)


def test_grade_a_is_exempt_for_30_working_days_after_the_last_effort():
    found = dropped(called, grade="A")
    assert (found.day, found.why.code) == (date(2026, 4, 13), "recycle_grade_a")


def test_on_the_maintenance_list_the_limit_is_30_and_any_touch_counts():
    found = dropped(called, maintained=True, last_touch=march(3))
    assert (found.day, found.why.code) == (date(2026, 4, 14), "recycle_maintained")


def test_an_unanswered_touch_counts_only_on_the_maintenance_list():
    assert dropped(called, last_touch=march(5)).day == march(12)


def test_own_leads_stay_30_working_days():
    assert drop(Owned("own", MONDAY), CALENDAR, SETTINGS).day == date(2026, 4, 13)


@pytest.mark.parametrize("lead", [fresh, called])
def test_a_signed_customer_is_never_recycled(lead):
    assert dropped(lead, customer=True) is None


def test_a_recycled_lead_does_not_return_to_the_same_rep_for_30_days():
    assert barred_until(march(10), DEFAULTS) == date(2026, 4, 9)


days = st.dates(MONDAY, date(2026, 4, 30))
leads = st.builds(
    Owned,
    st.sampled_from(["precise", "ordinary", "own"]),
    days,
    called=st.booleans(),
    last_effort=st.none() | days,
    last_call=st.none() | days,
    promise=st.none() | days,
    grade=st.sampled_from([None, "A", "B"]),
    maintained=st.booleans(),
    extended=st.none() | days,
    absences=st.frozensets(days, max_size=3),
)


@given(leads)
def test_a_lead_drops_on_a_working_day_with_a_whole_day_of_warning_before(lead):
    found = drop(lead, CALENDAR, SETTINGS)
    assert lead.received < found.warned < found.day or found.why.code == "recycle_uncalled"
    assert CALENDAR.is_working(found.day)
    assert CALENDAR.next(found.warned) == found.day


@given(leads, st.sampled_from(["last_effort", "promise"]), days)
def test_a_later_effort_or_promise_never_drops_a_lead_earlier(lead, fact, day):
    less = replace(lead, extended=None)
    more = replace(less, **{fact: max(day, getattr(less, fact) or day)})
    assert drop(more, CALENDAR, SETTINGS).day >= drop(less, CALENDAR, SETTINGS).day
