"""The stage that a team is in (rules.md §10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.rules.days.tenure import whole_months
from app.rules.why import Why

START, TURBULENCE, STABLE, MATURE = "start", "turbulence", "stable", "mature"
STAGES = (START, TURBULENCE, STABLE, MATURE)
KEYS = tuple(f"team_stage.{stage}_months" for stage in STAGES[1:])
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Fixed:
    """A manager's word that a team is in a stage, from a day until another, both included."""

    stage: str
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage of a team on a day with its first day, and what comes next by the months alone."""

    stage: str
    since: date
    months: int
    why: Why
    next: str | None = None
    next_on: date | None = None


def standing(
    start: date | None, day: date, settings: Mapping[str, Any], fixed: Fixed | None = None
) -> Standing | None:
    """Which stage a team that started on a day is in, by its whole months, or by a manager's word
    as long as that holds; None before its start. Two equal thresholds leave a stage out."""
    if start is None or day < start:
        return None
    begins = {stage: first_day(start, months) for stage, months in thresholds(settings)}
    stage = max((one for one in STAGES if begins[one] <= day), key=STAGES.index)
    coming = [one for one in STAGES if begins[one] > day]
    following = (coming[0], begins[coming[0]]) if coming else (None, None)
    months = whole_months(start, day)
    if fixed is not None and fixed.since <= day <= fixed.until:
        said = {"until": fixed.until, "reason": fixed.reason, "own_stage": stage}
        return Standing(fixed.stage, fixed.since, months, Why("team_stage_fixed", said), *following)
    why = Why("team_stage_months", {"start": start, "months": months})
    return Standing(stage, begins[stage], months, why, *following)


def thresholds(settings: Mapping[str, Any]) -> list[tuple[str, int]]:
    return [(START, 0), *zip(STAGES[1:], (settings[key] for key in KEYS), strict=True)]


def first_day(start: date, months: int) -> date:
    """The first day on which so many whole months have passed since a day (rules.md §2.1)."""
    past = start.month - 1 + months
    year, month = start.year + past // DECEMBER, past % DECEMBER + 1
    try:
        return date(year, month, start.day)
    except ValueError:
        return date(year + month // DECEMBER, month % DECEMBER + 1, 1)
