from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The company's day, not the machine's."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The company day that an aware instant belongs to (rules.md, opening paragraphs)."""
    return instant.astimezone(SHANGHAI).date()


def at(day: date, clock_time: time) -> datetime:
    """The instant of a wall-clock time on a company day."""
    return datetime.combine(day, clock_time, SHANGHAI).astimezone(UTC)


def bounds(day: date) -> tuple[datetime, datetime]:
    """First instant of a company day and of the next one."""
    return at(day, time.min), at(day + timedelta(days=1), time.min)
