"""Days and moments as people and spreadsheets write them (rules.md, opening paragraphs)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from app.errors import RuleBroken
from app.rules.days.shanghai import SHANGHAI
from app.rules.typed import plain

SERIAL_ZERO = datetime(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
FIRST_YEAR, LAST_YEAR = 1950, 2100

YEAR_FIRST = re.compile(
    r"(\d{4}|\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?"
)
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
NO_YEAR = re.compile(r"(\d{1,2})\s*(?:月|/)\s*(\d{1,2})(?![\d/.:])\s*[日号]?")
DIGITS_ONLY = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?")
TIME = re.compile(
    r"(?P<before>凌晨|早上|上午|中午|下午|晚上|[ap]m)?\s*(?P<hour>\d{1,2})\s*[:时点]\s*"
    r"(?P<minute>\d{1,2})?\s*分?\s*(?::?\s*(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?\s*(?P<after>[ap]m)?"
)
AFTERNOON = ("下午", "晚上", "中午", "pm")


def read_day(text: str, today: date) -> date:
    """The day that a cell names; without a year the latest such day up to `today`.

    Understands 2026/3/1, 2026.3.1, 3月1日, 20260301, Excel's serial numbers, a time behind the day
    and ISO with an offset. Raises RuleBroken("date_unreadable", text=…), or "date_ambiguous" when
    day and month cannot be told apart.
    """
    return read_moment(text, today).astimezone(SHANGHAI).date()


def read_moment(text: str, today: date) -> datetime:
    """The instant (UTC) that a cell names, Shanghai time unless it gives an offset.

    A day alone means its first instant. Raises like `read_day`.
    """
    said = WEEKDAY.sub(" ", plain(text)).strip().lower()
    try:
        moment = iso(said) or serial(said) or spoken(said, today)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise RuleBroken("date_unreadable", text=text)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI).astimezone(UTC)


def iso(said: str) -> datetime | None:
    if "t" not in said:
        return None
    moment = datetime.fromisoformat(said.upper())
    return moment.astimezone(UTC) if moment.tzinfo else moment


def serial(said: str) -> datetime | None:
    """Days since the last day but one of 1899, as Excel counts them; fractions are the time."""
    if not SERIAL.fullmatch(said) or not FIRST_SERIAL <= float(said) <= LAST_SERIAL:
        return None
    return SERIAL_ZERO + timedelta(seconds=round(float(said) * 86_400))


def spoken(said: str, today: date) -> datetime | None:
    for pattern, day_of in WAYS:
        if found := pattern.match(said):
            day = day_of([int(part) for part in found.groups()], today)
            clock = time_of(said[found.end() :].strip(" ,-"))
            return datetime.combine(day, clock)
    return None


def year_first(parts: list[int], _today: date) -> date:
    year, month, day = parts
    return date(year if year > 99 else 2000 + year, month, day)


def year_last(parts: list[int], _today: date) -> date:
    one, other, year = parts
    if one != other and max(one, other) <= 12:
        raise RuleBroken("date_ambiguous", text=f"{one}/{other}/{year}")
    return date(year, one, other) if one <= 12 else date(year, other, one)


def without_year(parts: list[int], today: date) -> date:
    month, day = parts
    years = range(today.year, today.year - 9, -1)  # the 29th of February may be that long ago
    return next(d for y in years if (d := in_year(y, month, day)) and d <= today)


def in_year(year: int, month: int, day: int) -> date | None:
    leap = month == 2 and day == 29
    return None if leap and year % 4 else date(year, month, day)


WAYS: tuple[tuple[re.Pattern[str], Callable[[list[int], date], date]], ...] = (
    (DIGITS_ONLY, year_first),
    (YEAR_FIRST, year_first),
    (YEAR_LAST, year_last),
    (NO_YEAR, without_year),
)


def time_of(said: str) -> time:
    """The time behind a day; midnight when there is none. ValueError when it is not a time."""
    if not said:
        return time()
    found = TIME.fullmatch(said)
    if found is None:
        raise ValueError(said)
    hour = int(found["hour"])
    half = found["before"] or found["after"]
    if half in AFTERNOON and hour < 12:
        hour += 12 if half != "中午" or hour < 3 else 0
    if half in ("am", "凌晨") and hour == 12:
        hour = 0
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
