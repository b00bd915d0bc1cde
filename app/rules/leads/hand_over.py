"""What the next rep should know of a lead that comes from a colleague (rules.md §2.3)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from app.rules.days.shanghai import SHANGHAI


def best_hour(answered: Iterable[datetime]) -> int | None:
    """The hour of the day, in Shanghai, in which a lead was reached most often; the earlier of
    equals; None if it never was (rules.md §2.3, hand-over card)."""
    hours = Counter(at.astimezone(SHANGHAI).hour for at in answered)
    return min(hours, key=lambda hour: (-hours[hour], hour), default=None)
