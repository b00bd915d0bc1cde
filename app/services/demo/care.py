"""The stage of the made-up team, and what early warning says of it (rules.md §10)."""

from datetime import date

from app import clock
from app.services.signals import noting as signals
from app.services.team_stages import noting as stages


def note(to: date) -> None:
    """As the jobs would by now; within the running `write()`."""
    if to == clock.today():
        stages.note_team_stages()
        signals.note_signals()
