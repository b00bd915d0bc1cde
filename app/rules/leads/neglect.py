"""What became of a precise lead in somebody's hands: worked, given up, or wasted, which is counted
where the measure is (rules.md §2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.rules.days.shanghai import day_of
from app.rules.days.working_days import WorkingDays
from app.rules.defaults import Settings

UNCALLED = "recycle_uncalled"
"""Recycled by this rule it was wasted, in the report of the rep who held it."""
LET_GO = ("recycle_idle", "recycle_grade_a", "recycle_maintained", "returned")
KEYS = ("neglect.tries", "neglect.working_days")


@dataclass(frozen=True, slots=True)
class Try:
    """An unvoided call by whoever held the lead."""

    at: datetime
    connected: bool


@dataclass(frozen=True, slots=True)
class Spell:
    """A precise lead in one rep's hands: since when, his calls, by which rule it left if it did."""

    received_at: datetime
    tries: Sequence[Try] = field(default_factory=tuple)
    left_by: str | None = None


def is_worked(spell: Spell, calendar: WorkingDays, settings: Settings) -> bool:
    """Three tries or a conversation within five working days of receipt (rules.md §2.3)."""
    last = calendar.add(day_of(spell.received_at), settings["neglect.working_days"])
    early = [one for one in spell.tries if day_of(one.at) <= last]
    return len(early) >= settings["neglect.tries"] or any(one.connected for one in early)


def is_given_up(spell: Spell) -> bool:
    """Let go of after one call: recycled or returned, not because of what the customer said or the
    number was (rules.md §2.3)."""
    return len(spell.tries) == 1 and spell.left_by in LET_GO
