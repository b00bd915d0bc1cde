"""A line as it is typed at a meeting: "@李娜 周五前 整理异议表 标准:十条都有答法"
(rules.md §9; screens: meeting)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import RuleBroken
from app.rules.days import dates
from app.rules.days.working_days import WorkingDays
from app.rules.typed import trimmed

WEEKDAYS = "一二三四五六日"
Reader = Callable[[re.Match[str], date, WorkingDays], date | None]
SEPARATORS = " ,;.\uff0c\uff1b\u3002"
WHO = re.compile(r"[@\uff20](\S+)")
BY_WEEKDAY = re.compile(r"(?P<next>下)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?:以?前|之前)?")
BY_DAY = re.compile(
    r"(?:\d{4}[-/.年])?\d{1,2}(?:月|[/-])\d{1,2}(?:日|号)?\s*(?:以?前|之前)?(?![\d/.:])"
)
BY_WORD = re.compile(r"(今天|明天|后天|月底)(?:以?前|之前)?")
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
IN_ENGLISH = re.compile(
    rf"\bby\s+(?:(today|tomorrow)|(next\s+)?({'|'.join(ENGLISH_DAYS)}))\b", re.IGNORECASE
)
BEFORE = re.compile(r"\s*(?:以前|之前|前)$")
STANDARD = re.compile(r"(?:完成标准|标准|做到|done when|done)\s*[:\uff1a]\s*(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: to whom, by when, until when it is done, and what is left of the text."""

    text: str
    owner_id: int | None = None
    due_on: date | None = None
    done_when: str = ""


def read(said: str, people: Mapping[str, int], today: date, calendar: WorkingDays) -> Line:
    """Reads the owner behind @, a day, and a done-condition behind 标准:; what is not there stays
    empty. A weekday is the next such day from today on, 月底 the month's last working day.

    Raises RuleBroken("line_nobody", name) for an @ that names nobody of the team.
    """
    rest, done_when = taken(STANDARD, trimmed(said))
    owner_id = None
    if found := WHO.search(rest):
        owner_id, rest = owner(found, rest, people)
    due_on, rest = day_in(rest, today, calendar)
    return Line(trimmed(rest), owner_id, due_on, trimmed(done_when))


def taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (text[: found.start()].rstrip(SEPARATORS), found[1]) if found else (text, "")


def owner(found: re.Match[str], text: str, people: Mapping[str, int]) -> tuple[int, str]:
    """The longest name that what stands behind @ begins with: 李娜周五前 is 李娜."""
    names = sorted((name for name in people if found[1].startswith(name)), key=len)
    if not names:
        raise RuleBroken("line_nobody", name=found[1][:20])
    name = names[-1]
    return people[name], text[: found.start()] + " " + text[found.start(1) + len(name) :]


def day_in(text: str, today: date, calendar: WorkingDays) -> tuple[date | None, str]:
    for pattern, day_of in READERS:
        found = pattern.search(text)
        day = day_of(found, today, calendar) if found else None
        if found and day:
            return day, text[: found.start()] + " " + text[found.end() :]
    return None, text


def by_word(found: re.Match[str], today: date, calendar: WorkingDays) -> date:
    if found[1] == "月底":
        return calendar.last_of_month(today)
    return today + timedelta(days=("今天", "明天", "后天").index(found[1]))


def by_weekday(found: re.Match[str], today: date, _calendar: WorkingDays) -> date:
    day = WEEKDAYS.index(found["day"].replace("天", "日"))
    return coming(day, today, next_week=bool(found["next"]))


def in_english(found: re.Match[str], today: date, _calendar: WorkingDays) -> date:
    if found[1]:
        return today + timedelta(days=found[1].lower() == "tomorrow")
    return coming(ENGLISH_DAYS.index(found[3].lower()), today, next_week=bool(found[2]))


def coming(weekday: int, today: date, *, next_week: bool) -> date:
    if next_week:
        return today + timedelta(days=7 + weekday - today.weekday())
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def by_day(found: re.Match[str], today: date, _calendar: WorkingDays) -> date | None:
    """Without a year the next such day, not the last one as in a spreadsheet."""
    try:
        day = dates.read_day(BEFORE.sub("", found[0]), today)
    except RuleBroken:
        return None
    return day.replace(year=day.year + 1) if day < today and has_no_year(found[0]) else day


def has_no_year(said: str) -> bool:
    return not re.match(r"\d{4}", said)


READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (BY_WORD, by_word),
    (BY_WEEKDAY, by_weekday),
    (IN_ENGLISH, in_english),
    (BY_DAY, by_day),
)
