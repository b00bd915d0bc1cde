"""Who may have precise leads (rules.md §7)."""

from datetime import date, timedelta

import pytest

from app.rules.people.onboarding import Newcomer, may_have_precise

BEGAN, HIRED, DAY = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 23)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (Newcomer(None, HIRED), "no_gate"),
        (Newcomer(DAY + ONE_DAY, HIRED), "no_gate"),
        (Newcomer(BEGAN, HIRED, passed_on=DAY), "passed"),
        (Newcomer(BEGAN, BEGAN - ONE_DAY, "formal"), "here_before"),
        (Newcomer(BEGAN, BEGAN - ONE_DAY, "supervisor"), "here_before"),
        (Newcomer(BEGAN, HIRED, lifted=(DAY, DAY)), "exception"),
    ],
)
def test_they_may(one, code):
    decision = may_have_precise(one, DAY)
    assert (decision.allowed, decision.why.code) == (True, f"onboarding_{code}")
    assert decision.passed == (code != "exception")


@pytest.mark.parametrize(
    "one",
    [
        Newcomer(BEGAN, HIRED),
        Newcomer(DAY, HIRED),
        Newcomer(BEGAN, HIRED, passed_on=DAY + ONE_DAY),
        Newcomer(BEGAN, BEGAN - ONE_DAY, "probation"),
        Newcomer(BEGAN, BEGAN - ONE_DAY),
        Newcomer(BEGAN, BEGAN, "formal"),
        Newcomer(BEGAN, HIRED, lifted=(DAY + ONE_DAY, DAY + ONE_DAY)),
        Newcomer(BEGAN, HIRED, lifted=(HIRED, DAY - ONE_DAY)),
        Newcomer(BEGAN, HIRED, lifted=(DAY, DAY - ONE_DAY)),
    ],
)
def test_they_may_not(one):
    assert not may_have_precise(one, DAY).allowed
