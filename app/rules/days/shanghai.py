"""Company days and clock times (rules.md, opening paragraphs)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(instant: datetime) -> date:
    """The company day that an aware instant belongs to."""
    return instant.astimezone(SHANGHAI).date()


def at(day: date, clock: str) -> datetime:
    """The instant (UTC) when it is `clock`, such as "10:30", on a company day."""
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI).astimezone(UTC)


def read_instant(text: str) -> datetime:
    """An instant from ISO text; without an offset it is Shanghai time. ValueError if unreadable."""
    instant = datetime.fromisoformat(text)
    return (instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)).astimezone(UTC)
