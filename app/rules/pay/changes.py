"""When somebody's pay may change for longer than a month (rules.md §8.1, §8.2, §8.14)."""

from dataclasses import dataclass
from datetime import date

from app.rules.days.tenure import whole_months
from app.rules.pay.facts import PROBATION
from app.rules.why import Why

FORMAL, LEADER_RAISE, ALLOWANCE = KINDS = ("formal", "leader_raise", "allowance")


@dataclass(frozen=True)
class Standing:
    """What is known of somebody on a day: grade, workload since he was hired, since when he leads a
    group, whether his raise is given already, and whether he passed onboarding."""

    employed: bool
    grade: str | None = None
    units: int = 0
    leads_since: date | None = None
    raised: bool = False
    onboarding_passed: bool = False


@dataclass(frozen=True)
class Asked:
    """The numbers of the house: units of workload until formal, months in the post until a raise."""

    units: int
    months: int


def against(kind: str, one: Standing, asked: Asked, day: date) -> Why | None:
    """What speaks against a change on a day; the same when it is proposed and when it is decided."""
    if not one.employed:
        return Why("change_left", {})
    if kind == FORMAL:
        return against_formal(one, asked)
    return against_raise(one, asked, day) if kind == LEADER_RAISE else None


def against_formal(one: Standing, asked: Asked) -> Why | None:
    """Formal is who was on probation, reached the workload and passed onboarding (rules.md §8.2)."""
    if one.grade != PROBATION:
        return Why("change_not_probation", {})
    if one.units < asked.units:
        return Why("change_units", {"units": one.units, "asked": asked.units})
    return None if one.onboarding_passed else Why("change_onboarding", {})


def against_raise(one: Standing, asked: Asked, day: date) -> Why | None:
    """A leader's base pay rises once, after so many months in the post (rules.md §1, §8.1)."""
    if one.leads_since is None:
        return Why("change_no_leader", {})
    months = max(0, whole_months(one.leads_since, day))
    if months < asked.months:
        return Why("change_months", {"months": months, "asked": asked.months})
    return Why("change_raised", {}) if one.raised else None
