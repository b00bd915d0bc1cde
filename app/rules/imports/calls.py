"""What a row of an old list of calls says (design: import headings; rules.md §3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from app.errors import RuleBroken
from app.rules.calls.dispositions import Disposition, dispositions
from app.rules.calls.record import GRADES
from app.rules.calls.windows import first_window
from app.rules.days.dates import read_moment
from app.rules.days.shanghai import SHANGHAI, day_of
from app.rules.defaults import Settings
from app.rules.imports import words
from app.rules.imports.leads import LONGEST_NOTE
from app.rules.phones import numbers_in
from app.rules.typed import is_nothing, plain, word

Record = Mapping[str, str]

NUMBER = re.compile(r"\d+(?:\.\d+)?")
COLONS = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})")
SPOKEN = re.compile(
    r"(?:(\d+)\s*(?:小时|时|h))?\s*(?:(\d+)\s*(?:分钟|分|m|min))?\s*(?:(\d+)\s*(?:秒钟|秒|s|sec)?)?"
)


@dataclass(frozen=True)
class CallRow:
    """A usable row. `rep` is a login or name as typed; `timed` says whether a time of day is known,
    else `started_at` is the first instant of the day."""

    id: str
    numbers: tuple[str, ...]
    rep: str
    started_at: datetime
    timed: bool
    duration_s: int | None
    disposition: Disposition
    grade: str | None
    note: str
    follow_up_at: datetime | None
    direction: str


class Reader:
    """Reads rows as the settings of today say; `minutes`: bare numbers of the column of durations
    are minutes."""

    def __init__(self, settings: Settings, now: datetime, *, minutes: bool = False) -> None:
        self.settings = settings
        self.now = now
        self.minutes = minutes
        self.known = dispositions(settings)
        labels = {word(one.label): code for code, one in self.known.items()}
        fitting = {said: code for said, code in words.OUTCOMES.items() if code in self.known}
        self.outcomes = fitting | labels | {code: code for code in self.known}

    def read(self, record: Record) -> CallRow:
        """Raises RuleBroken: what `numbers_in` and `read_moment` refuse, "login_missing",
        "call_outcome_unknown", "call_in_future", "call_duration_unreadable",
        "call_grade_unknown", "call_direction_unreadable", "call_follow_up_before_call"."""
        said = {name: text for name, text in record.items() if not is_nothing(text)}
        if "login" not in said:
            raise RuleBroken("login_missing")
        started_at = self.start(said.get("started_at", ""))
        disposition = self.outcome(said.get("disposition", ""))
        return CallRow(
            id=said.get("id", ""),
            numbers=numbers_in(record.get("phone", "")),
            rep=word(said["login"]),
            started_at=started_at,
            timed=has_time(started_at),
            duration_s=self.duration(said.get("duration_s", "")),
            disposition=disposition,
            grade=disposition.grade or grade_in(said.get("grade", "")),
            note=said.get("note", "")[:LONGEST_NOTE],
            follow_up_at=self.follow_up(said.get("follow_up_at", ""), started_at),
            direction=words.code(
                words.DIRECTIONS, said.get("direction", ""), "call_direction_unreadable"
            ),
        )

    def start(self, text: str) -> datetime:
        """When it began: a day and a time, also from two columns of which the second has both."""
        first, _, rest = text.partition(" ")
        at = read_moment(rest if rest.startswith(first) else text, day_of(self.now))
        if at > self.now:
            raise RuleBroken("call_in_future", text=text)
        return at

    def outcome(self, text: str) -> Disposition:
        said = word(text)
        code = self.outcomes.get(said) or self.outcomes.get(said.replace(" ", "_"))
        if code is None:
            raise RuleBroken("call_outcome_unknown", text=text)
        return self.known[code]

    def duration(self, text: str) -> int | None:
        if not text:
            return None
        seconds = seconds_in(plain(text).strip().lower(), minutes=self.minutes)
        if seconds is None or seconds > self.settings["calls.longest_s"]:
            raise RuleBroken("call_duration_unreadable", text=text)
        return seconds

    def follow_up(self, text: str, started_at: datetime) -> datetime | None:
        """A day alone means its first call window."""
        if not text:
            return None
        at = read_moment(text, day_of(self.now))
        day, call = day_of(at), day_of(started_at)
        if day < call:
            raise RuleBroken("call_follow_up_before_call", day=str(day), call=str(call))
        return at if has_time(at) else first_window(day, self.settings)


def has_time(at: datetime) -> bool:
    return at.astimezone(SHANGHAI).time() != time()


def grade_in(text: str) -> str | None:
    said = word(text).upper().rstrip("类级等")
    if said and said not in GRADES:
        raise RuleBroken("call_grade_unknown", given=text[:40])
    return said or None


def seconds_in(said: str, *, minutes: bool) -> int | None:
    """Seconds from 95, 1:35, 0:01:35, 1分35秒 or 95秒; None when it is none of these."""
    if NUMBER.fullmatch(said):
        return round(float(said) * (60 if minutes else 1))
    found = COLONS.fullmatch(said) or SPOKEN.fullmatch(said)
    if found is None:
        return None
    hours, mins, rest = (int(part or 0) for part in found.groups())
    return hours * 3600 + mins * 60 + rest
