"""When an export needs a second person, and how much it may grow meanwhile (rules.md §2;
design: safety)."""

from app.rules.defaults import Settings
from app.rules.people.permissions import REACH

ALONE, GROWTH, KEPT = KEYS = ("export.rows_alone", "export.growth_percent", "export.kept_days")
MOST_ROWS = 200_000  # what an import takes in one file


def needs_approval(rows: int, settings: Settings) -> bool:
    """Whether so many rows leave the house only with somebody else's word."""
    return rows > int(settings[ALONE])


def most_rows(asked: int, settings: Settings, *, approved: bool) -> int:
    """How many rows the file may hold when it is made: little more than was approved; without an
    approval never more than needs none."""
    if not approved:
        return int(settings[ALONE])
    return min(asked * (100 + int(settings[GROWTH])) // 100, MOST_ROWS)


def narrower(one: str, other: str) -> str:
    """The lesser of two reaches: what was asked for is never widened afterwards."""
    return min(one, other, key=REACH.index)
