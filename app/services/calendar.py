from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue
from app.models import CalendarDay, CalendarYear, Setting
from app.rules.days.working_days import ALTERNATING, FREE, PATTERNS, WORK, Weekly
from app.services import audit, server_state, settings
from app.services.measures import histories
from app.services.people import working_days
from app.services.people.working_days import ANCHOR, PATTERN
from app.services.transaction import write

FROM_THE_BEGINNING = date(2000, 1, 1)


@dataclass(frozen=True)
class Exempt:
    """A day on which the company works or is free whatever else says."""

    day: date
    kind: str | None
    note: str


def weekly(day: date) -> Weekly:
    """The company's weekly pattern on a day (rules.md, opening paragraphs)."""
    return working_days.weekly(settings.values(working_days.KEYS, day))


def choose_pattern(pattern: str, anchor: date | None, *, since: date, by_id: int | None) -> None:
    """The company's weekly pattern from a day on: two free days, one, or one and two in turn.

    大小周 needs a day of the week that has two free days. The first choice, and what corrects it
    the same day, says how it always was, so that months brought in count right; a later one
    leaves the past as it was (rules.md, opening paragraphs).
    Raises RuleBroken("pattern_unknown" | "anchor_needed" | "pattern_in_the_past").
    """
    if pattern not in PATTERNS:
        raise RuleBroken("pattern_unknown")
    if pattern == ALTERNATING and anchor is None:
        raise RuleBroken("anchor_needed")
    week = anchor.isoformat() if anchor and pattern == ALTERNATING else None
    with write():
        begins = FROM_THE_BEGINNING if is_first_choice() else since
        if FROM_THE_BEGINNING < begins < clock.today():
            raise RuleBroken("pattern_in_the_past")
        settings.put(PATTERN, pattern, since=begins, actor_id=by_id)
        settings.put(ANCHOR, week, since=begins, actor_id=by_id)
        histories.days_changed(begins)


def is_first_choice() -> bool:
    """Whether nobody chose a pattern before today."""
    query = select(Setting.set_at).where(Setting.key == PATTERN, Setting.scope == "company")
    first = db.session.scalar(query.order_by(Setting.set_at).limit(1))
    return first is None or clock.day_of(first) == clock.today()


def except_day(day: date, kind: str | None, note: str, by_id: int | None) -> None:
    """The company works or is free on this day whatever else says; None takes that back.

    Raises RuleBroken("exception_unknown").
    """
    if kind not in (FREE, WORK, None):
        raise RuleBroken("exception_unknown")
    with write() as session:
        row = session.get(CalendarDay, day) or CalendarDay(day=day, note="")
        row.exception, row.note = kind, note[:200] if kind else ""
        session.add(row)
        histories.days_changed(day, day)
        server_state.renew(server_state.RULES)
        audit.note("calendar", f"day:{day.isoformat()}", by_id, exception=kind, note=row.note)


def exceptions(year: int) -> list[Exempt]:
    """What the company decided for days of a year, in their order."""
    query = (
        select(CalendarDay.day, CalendarDay.exception, CalendarDay.note)
        .where(CalendarDay.exception.is_not(None))
        .where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(CalendarDay.day)
    )
    return [Exempt(*row) for row in db.session.execute(query)]


def is_chosen() -> bool:
    """Whether anybody has said yet which weekly pattern holds; asked for at the first start."""
    return settings.is_set(PATTERN, clock.today())


@queue.hourly
def fill_when_published() -> None:
    """Takes over the years that an update of the program has brought."""
    filled = set(db.session.scalars(select(CalendarYear.year)))
    db.session.rollback()
    if filled and not filled.issuperset(working_days.published_years()):
        with write():
            added = working_days.fill()
            histories.days_changed(date(min(added), 1, 1))
