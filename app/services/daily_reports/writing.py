"""The line of one's own is kept as it is typed (rules.md §9)."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import DailyLine, DailyLineSave
from app.rules.daily_reports import line as rule
from app.rules.daily_reports.line import LONGEST, UNTIL
from app.rules.typed import trimmed
from app.services import settings
from app.services.people import working_days
from app.services.transaction import savepoint, write


@dataclass(frozen=True)
class Typed:
    """A line as a page holds it. `base`: the save it was made from; `uuid`: the id that its device
    gave it, none of a page without script."""

    day: date
    text: str
    base: int
    uuid: str = ""

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Line:
    """What was written, at which save; nothing yet is the empty text at none."""

    text: str = ""
    rev: int = 0
    at: datetime | None = None


NONE = Line()


def closes_at(day: date) -> datetime:
    """Until when the line of a day can be written."""
    closes = rule.closes(day, settings.value(UNTIL, day), working_days.around(day))
    return clock.at(*closes)


def is_open(day: date) -> bool:
    return day <= clock.today() and clock.now() < closes_at(day)


def keep(person_id: int, typed: Typed) -> Line:
    """Keeps the line of a day; where another device saved since the save it was made from, nothing
    is written over. The same text, or the same save, sent twice is one save, also after the day is
    final.

    Raises RuleBroken("daily_line_long", most | "daily_line_early" | "daily_line_over", at |
    "daily_line_changed", text, rev | "daily_line_differs").
    """
    typed = replace(typed, text=trimmed(typed.text.replace("\0", "")))
    if len(typed.text) > LONGEST:
        raise RuleBroken("daily_line_long", most=LONGEST)
    with write():
        row = locked(person_id, typed.day)
        if known := saved_as(person_id, typed):
            return known
        check_open(typed.day)
        if row.text != typed.text or not row.rev:
            put(row, typed)
        if typed.uuid:
            note(row, typed)
        return Line(row.text, row.rev, row.at)


def saved_as(person_id: int, typed: Typed) -> Line | None:
    """What this save made when it arrived before."""
    before = db.session.get(DailyLineSave, (person_id, typed.day, typed.uuid))
    if before is None:
        return None
    if before.hash != typed.hash:
        raise RuleBroken("daily_line_differs")
    return Line(typed.text, before.rev)


def put(row: DailyLine, typed: Typed) -> None:
    if row.rev != typed.base:
        raise RuleBroken("daily_line_changed", text=row.text, rev=row.rev)
    row.text, row.rev, row.at = typed.text, row.rev + 1, clock.now()
    db.session.flush()


def note(row: DailyLine, typed: Typed) -> None:
    which = {"person_id": row.person_id, "day": row.day, "uuid": typed.uuid}
    db.session.add(DailyLineSave(**which, rev=row.rev, hash=typed.hash))
    db.session.flush()


def check_open(day: date) -> None:
    if day > clock.today():
        raise RuleBroken("daily_line_early")
    if not is_open(day):
        raise RuleBroken("daily_line_over", at=closes_at(day))


def locked(person_id: int, day: date) -> DailyLine:
    """The row of that day, made where there is none: of two at once one makes it."""
    query = select(DailyLine).filter_by(person_id=person_id, day=day).with_for_update()
    found = db.session.scalar(query)
    if found is None:
        try:
            with savepoint():
                row = DailyLine(person_id=person_id, day=day, text="", rev=0, at=clock.now())
                db.session.add(row)
                db.session.flush()
        except IntegrityError:
            pass
        found = db.session.scalars(query).one()
    return found


def of_day(people: list[int], day: date) -> dict[int, Line]:
    query = select(DailyLine).where(DailyLine.day == day, DailyLine.person_id.in_(people))
    return {one.person_id: Line(one.text, one.rev, one.at) for one in db.session.scalars(query)}
