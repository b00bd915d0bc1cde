"""Whether precise leads may flow to somebody, and why (rules.md §7)."""

from dataclasses import dataclass
from datetime import date

from app.rules.why import Why

OPEN, EXCEPTION = "onboarding_open", "onboarding_exception"
HERE_BEFORE = ("formal", "supervisor")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What the gate knows of somebody. `began`: the day on which the first required paper was out,
    None while the gate holds nobody up; `first_day`: since when precise leads could flow to him,
    `grade`: what he was paid by on the day on which the gate began; `lifted`: the exception that was
    given last, from a day to a day."""

    began: date | None
    first_day: date
    grade: str | None = None
    passed_on: date | None = None
    lifted: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    why: Why

    @property
    def passed(self) -> bool:
        """For good, not only as long as an exception lasts."""
        return self.allowed and self.why.code != EXCEPTION


def may_have_precise(one: Newcomer, day: date) -> Decision:
    """Onboarding passed, no gate on that day, or lifted for him by a manager (rules.md §7).

    rules.md §7 leaves open who counts as passed of those who were here before the gate began: it is
    who is paid as formal staff or supervisor that day and could have precise leads the day before.
    Somebody on probation takes the papers like a newcomer.
    """
    if one.began is None or day < one.began:
        return Decision(True, Why("onboarding_no_gate", {}))
    if one.passed_on is not None and one.passed_on <= day:
        return Decision(True, Why("onboarding_passed", {"since": one.passed_on}))
    if one.first_day < one.began and one.grade in HERE_BEFORE:
        return Decision(True, Why("onboarding_here_before", {"began": one.began}))
    if one.lifted is not None and one.lifted[0] <= day <= one.lifted[1]:
        return Decision(True, Why(EXCEPTION, {"last": one.lifted[1]}))
    return Decision(False, Why(OPEN, {}))
