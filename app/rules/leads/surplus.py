"""Leads that the quotas do not take, and what becomes of them (rules.md §2.2, surplus)."""

from datetime import date

from app.rules.days.working_days import WorkingDays
from app.rules.defaults import Settings

KEYS = ("surplus.shown_after_working_days", "surplus.waste_after_working_days")


def waiting_too_long(today: date, calendar: WorkingDays, settings: Settings) -> date:
    """Leads that have waited since a day before this one are surplus: longer than one working day
    (rules.md §2.2)."""
    return calendar.add(today, -settings["surplus.shown_after_working_days"])


def wasted_by_team(today: date, calendar: WorkingDays, settings: Settings) -> date:
    """Leads that arrived before this day and never were handed out are waste of the team: not
    within two working days (rules.md §2.2)."""
    return calendar.add(today, -settings["surplus.waste_after_working_days"])
