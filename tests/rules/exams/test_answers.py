"""Which answer holds (rules.md §7)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.rules.exams.answers import Arrived, holding


def one(nth, device, seq, said, place=1, *, late=False):
    return Arrived(nth, place, device, seq, (said,), late)


def held(*events, up_to=0):
    return {place: found.said[0] for place, found in holding(events, up_to).items()}


def test_the_last_by_its_device_holds_though_an_earlier_arrived_after_it():
    assert held(one(1, "phone", 2, "B"), one(2, "phone", 1, "A")) == {1: "B"}


def test_of_two_devices_the_one_that_said_it_last():
    first, then = one(1, "phone", 7, "A"), one(2, "desk", 1, "B")
    assert held(first, then) == {1: "B"}
    assert held(first, then, one(3, "phone", 8, "C")) == {1: "C"}


def test_a_straggler_of_the_first_device_takes_nothing_back():
    assert held(one(1, "phone", 2, "A"), one(2, "desk", 1, "B"), one(3, "phone", 1, "C")) == {
        1: "B"
    }


def test_places_are_apart():
    assert held(one(1, "phone", 1, "A"), one(2, "phone", 2, "B", place=2)) == {1: "A", 2: "B"}


def test_a_late_one_holds_only_once_it_was_accepted():
    in_time, late = one(1, "phone", 1, "A"), one(2, "phone", 2, "B", late=True)
    assert held(in_time, late) == {1: "A"}
    assert held(in_time, late, up_to=2) == {1: "B"}
    assert held(in_time, late, one(3, "phone", 3, "C", late=True), up_to=2) == {1: "B"}


@given(st.data())
def test_of_one_device_any_order_of_arrival_gives_the_same_end(data):
    places = data.draw(st.lists(st.integers(1, 3), max_size=8))
    sent = [one(0, "phone", seq, str(seq), place) for seq, place in enumerate(places, 1)]
    order = data.draw(st.permutations(sent))
    arrived = [replace(event, nth=nth) for nth, event in enumerate(order, 1)]
    assert held(*arrived) == {place: str(seq) for seq, place in enumerate(places, 1)}
