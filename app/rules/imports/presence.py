"""What a row of a list of presence says (design: import headings)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.rules.days.dates import read_day
from app.rules.imports import words
from app.rules.imports.people import login_in


@dataclass(frozen=True)
class PresenceRow:
    login: str
    day: date
    half_days: int


def read(record: Mapping[str, str], today: date) -> PresenceRow:
    """Reads a row: 1, 0.5 or 0 days present, or a word for it.

    Raises RuleBroken("login_missing" | "login_bad" | "date_unreadable" | "presence_unreadable").
    """
    return PresenceRow(
        login_in(record),
        read_day(record.get("date", ""), today),
        words.code(words.HALF_DAYS, record.get("present", ""), "presence_unreadable"),
    )
