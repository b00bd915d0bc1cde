"""After a complaint nobody calls the customer until a supervisor lifts that (rules.md §2.3)."""

from collections.abc import Iterable
from datetime import date, timedelta

UNTIL_LIFTED = date.max
"""The day until which a lead rests after a complaint: none that will come by itself."""


def rests_until(refused_on: Iterable[tuple[date, int]]) -> date | None:
    """Until when a lead rests once no complaint holds it any more: for so many days after each
    refusal, so that a complaint does not shorten what a refusal asked for."""
    return max((day + timedelta(days=days) for day, days in refused_on), default=None)
