from dataclasses import dataclass
from datetime import date

from app.rules.days.tenure import whole_months
from app.rules.defaults import Settings
from app.rules.why import Why

PERSONAL_CLOCK = "personal"
FULL, HALF, ABSENT = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Tenure:
    """What a rep's quota depends on. `first_day`: since when precise leads could flow to the rep;
    `own_number`: a number that a manager set for this person."""

    first_day: date
    team_start: date
    own_number: int | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """Precise leads a rep may have on a day, and why this number."""

    number: int
    why: Why


def quota(tenure: Tenure, day: date, half_days: int, settings: Settings) -> Quota:
    """The rep's quota of precise leads on a working day with 0, 1 or 2 half days present.

    10 in the rep's first month, 5 after it, 3 once the team (or, by the personal clock, the rep)
    is four months old; half present: half of it, rounded up; absent: 0 (rules.md §2.1).
    """
    full, code, since = step(tenure, day, settings)
    if half_days == ABSENT:
        return Quota(0, Why("quota_absent", {"full": full}))
    number = full if half_days == FULL else (full + 1) // 2
    half = half_days == HALF
    return Quota(number, Why(code, {"quota": number, "full": full, "half": half, **since}))


def step(tenure: Tenure, day: date, settings: Settings) -> tuple[int, str, dict[str, int]]:
    """The full quota of a day, the code of the step it stands on and how long the clock has run."""
    months = whole_months(tenure.first_day, day)
    own_clock = {"day": (day - tenure.first_day).days + 1, "month": months + 1}
    if tenure.own_number is not None:
        return tenure.own_number, "quota_own_number", own_clock
    if months < settings["quota.first_step_months"]:
        return settings["quota.first_month"], "quota_first_month", own_clock
    personal = settings["quota.clock"] == PERSONAL_CLOCK
    team_months = whole_months(tenure.team_start, day)
    if (months if personal else team_months) < settings["quota.later_step_months"]:
        return settings["quota.after_first_month"], "quota_after_first_month", own_clock
    if personal:
        return settings["quota.later"], "quota_later", own_clock
    return settings["quota.later"], "quota_team_stable", {"months": team_months}


def entitlement(number: int, taken: int, credits: int, uncalled: int) -> int:
    """How many precise leads a rep may still get now, given the quota's number.

    max(0, min(quota − taken today + credits today, quota − uncalled)) (rules.md §2.2).
    """
    return max(0, min(number - taken + credits, number - uncalled))
