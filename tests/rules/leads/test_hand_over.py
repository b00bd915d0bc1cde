from datetime import UTC, datetime

from app.rules.leads.hand_over import best_hour


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour - 8, minute, tzinfo=UTC)


def test_the_hour_in_which_a_lead_was_reached_most_often():
    assert best_hour([at(10, 59), at(16, 5), at(16, 40, 3)]) == 16


def test_the_earlier_of_equals_in_whatever_order():
    assert best_hour([at(16), at(10, 30)]) == best_hour([at(10, 30), at(16)]) == 10


def test_nobody_ever_answered():
    assert best_hour([]) is None
