"""Taking a paper again: two retakes, one day apart (rules.md §7)."""

from datetime import date, timedelta

from app.rules.exams.retaking import Taken, Terms, chance

TODAY, TERMS = date(2026, 11, 23), Terms(2, 1)
FAILED = Taken(TODAY - timedelta(days=1), passed=False, waits=False)
JUST_NOW = Taken(TODAY, passed=False, waits=False)


def why(*taken, terms=TERMS):
    found = chance(terms, taken, TODAY)
    return (found.left, found.day, found.why and found.why.code)


def test_the_first_time_at_once():
    assert why() == (3, TODAY, None)


def test_again_on_the_next_day():
    assert why(JUST_NOW) == (2, TODAY + timedelta(days=1), "exam_too_soon")
    assert why(FAILED) == (2, TODAY, None)
    assert why(JUST_NOW, terms=Terms(2, 0)) == (2, TODAY, None)


def test_three_in_all():
    assert why(FAILED, FAILED) == (1, TODAY, None)
    assert why(FAILED, FAILED, FAILED) == (0, None, "exam_used_up")


def test_who_has_passed_is_done():
    assert why(Taken(TODAY, passed=True, waits=False)) == (2, None, "exam_passed")


def test_while_a_mark_is_out_no_attempt_is_spent():
    assert why(Taken(FAILED.on, passed=False, waits=True)) == (2, None, "exam_waits")
