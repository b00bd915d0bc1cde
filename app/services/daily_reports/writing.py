"""The line of one's own is kept as it is typed (rules.md §9)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import DailyLine
from app.rules.daily_reports import line as rule
from app.rules.daily_reports.line import LONGEST, UNTIL
from app.rules.typed import trimmed
from app.services import settings
from app.services.people import working_days
from app.services.transaction import savepoint, write


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


def keep(person_id: int, day: date, text: str, base: int) -> Line:
    """Keeps the line of a day. `base`: the save it was made from; where another device saved since,
    nothing is written over. The same text sent twice is one save.

    Raises RuleBroken("daily_line_long", most | "daily_line_early" | "daily_line_over", at |
    "daily_line_changed", text, rev).
    """
    text = trimmed(text.replace("\0", ""))
    if len(text) > LONGEST:
        raise RuleBroken("daily_line_long", most=LONGEST)
    check_open(day)
    with write():
        row = locked(person_id, day)
        if row.text != text or not row.rev:
            if row.rev != base:
                raise RuleBroken("daily_line_changed", text=row.text, rev=row.rev)
            row.text, row.rev, row.at = text, row.rev + 1, clock.now()
            db.session.flush()
        return Line(row.text, row.rev, row.at)


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
