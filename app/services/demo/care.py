"""One of the made-up team has had a hard time of late, so that early warning has something to say
(rules.md §10)."""

from datetime import date
from random import Random

from app import clock
from app.rules.days.working_days import WorkingDays
from app.services.signals import noting as signals
from app.services.team_stages import noting as stages

FEWEST, MOST, HARD_DAYS = 22, 34, 3


def calls(random: Random, calendar: WorkingDays, day: date, to: date | None) -> int:
    """How many calls somebody makes on a day: a third of it on the last days before `to`, for whom
    it is hard."""
    usual = random.randint(FEWEST, MOST)
    hard = to is not None and calendar.add(to, -HARD_DAYS) <= day < to
    return usual // 3 if hard else usual


def note(to: date) -> None:
    """As the jobs would by now; within the running `write()`."""
    if to == clock.today():
        stages.note_team_stages()
        signals.note_signals()
