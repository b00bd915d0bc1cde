"""Follow-ups: whose, when due, done or not (rules.md §6, follow-up on time)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.shanghai import SHANGHAI
from app.rules.measures.follow_ups import (
    BACK,
    CALL,
    LEFT,
    MOVED_DATE,
    TOUCH,
    Event,
    FollowUp,
    follow_ups,
)

ALICE, BOB, BOSS = 1, 2, 3


def on(day, hour=10):
    return datetime(2026, 11, day, hour, tzinfo=SHANGHAI)


def call(day, due=None, by=ALICE, hour=10):
    at = on(day, hour)
    return Event(at, CALL, by, due=on(due) if due else None, call=day)


def left(day, to=None, by=ALICE):
    return Event(on(day), LEFT, by, to=to)


def moved(day, due=None, by=ALICE):
    return Event(on(day), MOVED_DATE, by, due=on(due) if due else None)


def touch(day, by=ALICE):
    return Event(on(day), TOUCH, by)


def said(events):
    """Days due with the day done; whose it is only where it is not Alice's."""
    return [
        (one.due_on.day, one.done_on and one.done_on.day, *([one.person] * (one.person != ALICE)))
        for one in follow_ups(events)
    ]


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([], []),
        ([call(2)], []),
        ([call(2, 5)], [(5, None)]),
        ([call(2, 5), call(5)], [(5, 5)]),
        ([call(2, 5), call(4)], [(5, 4)]),  # early, and no other date: done
        ([call(2, 5), call(6)], [(5, None)]),
        ([call(2, 5), call(5, 9), call(9)], [(5, 5), (9, 9)]),
        ([call(2, 5), call(4, 9), call(9)], [(9, 9)]),  # replaced before its day
        ([call(2, 5), call(6, 9)], [(5, None), (9, None)]),
        ([call(2, 2), call(2, hour=15)], [(2, 2)]),
        ([call(2, 5), call(4, by=BOB)], [(5, None)]),
        ([call(2, 5), call(3, 6, by=BOB)], [(5, None), (6, None, BOB)]),
        ([call(2, 5), touch(5)], [(5, 5)]),
        ([call(2, 5), touch(6), call(7)], [(5, None)]),
        ([call(2, 5), touch(4, by=BOB)], [(5, None)]),
        ([call(2, 5), moved(3, 9), call(9)], [(9, 9)]),
        ([call(2, 5), moved(3)], []),
        ([call(2, 5), moved(5, 9)], [(5, None), (9, None)]),  # not before its day
        ([call(2, 5), moved(3, 8, by=BOSS)], [(8, None)]),
        ([call(2), moved(3, 8)], []),  # a date without a call is none
        ([call(2, 5), left(4)], []),
        ([call(2, 5), left(6)], [(5, None)]),
        ([call(2, 5), left(4, to=BOB)], [(5, None, BOB)]),
        ([call(2, 5), left(4, to=BOB), call(5, by=BOB)], [(5, 5, BOB)]),
        ([call(2, 5), left(6, to=BOB), call(6, by=BOB)], [(5, None)]),
        ([call(2, 5), left(3), Event(on(3), BACK, ALICE), call(5)], [(5, 5)]),
    ],
)
def test_what_a_history_comes_to(events, found):
    assert said(events) == found


def test_a_follow_up_names_the_call_that_set_it():
    assert follow_ups([call(2, 5), moved(3, 9)]) == [FollowUp(ALICE, date(2026, 11, 9), 2)]


EVENTS = st.lists(
    st.builds(
        lambda gap, kind, person, due, to: (gap, kind, person, due, to),
        st.integers(0, 30),
        st.sampled_from([CALL, CALL, CALL, TOUCH, MOVED_DATE, LEFT, BACK]),
        st.sampled_from([ALICE, BOB]),
        st.none() | st.integers(0, 100),
        st.none() | st.sampled_from([ALICE, BOB]),
    ),
    max_size=10,
)


@given(EVENTS)
def test_none_is_done_late_and_none_comes_from_nowhere(drawn):
    events, at = [], on(2)
    for gap, kind, person, due, to in drawn:
        at += timedelta(hours=gap)
        promised = at + timedelta(hours=due) if due is not None else None
        events.append(Event(at, kind, person, due=promised, to=to, call=len(events)))
    found = follow_ups(events)
    setting = {one.call for one in events if one.kind == CALL and one.due is not None}
    assert {one.call for one in found} <= setting
    assert all(one.done_on is None or one.done_on <= one.due_on for one in found)
    assert len(found) <= sum(one.due is not None for one in events)
