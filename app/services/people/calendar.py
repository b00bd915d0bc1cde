from datetime import date

from app import clock
from app.errors import RuleBroken
from app.models import CalendarDay
from app.rules.working_days import ALTERNATING, FREE, PATTERNS, WORK
from app.services import audit, server_state, settings
from app.services.transaction import write


def choose_pattern(pattern: str, anchor: date | None, *, since: date, by_id: int) -> None:
    """The company's weekly pattern from a day on: two free days, one, or one and two in turn.

    大小周 needs the week that has two free days (rules.md, opening paragraphs).
    Raises RuleBroken("pattern_unknown" | "anchor_needed").
    """
    if pattern not in PATTERNS:
        raise RuleBroken("pattern_unknown")
    if pattern == ALTERNATING and anchor is None:
        raise RuleBroken("anchor_needed")
    with write():
        settings.put("calendar.pattern", pattern, since=since, actor_id=by_id)
        week = anchor.isoformat() if anchor else None
        settings.put("calendar.anchor", week, since=since, actor_id=by_id)


def except_day(day: date, kind: str | None, note: str, by_id: int) -> None:
    """The company works or is free on this day whatever else says; None takes that back.

    Raises RuleBroken("exception_unknown").
    """
    if kind not in (FREE, WORK, None):
        raise RuleBroken("exception_unknown")
    with write() as session:
        row = session.get(CalendarDay, day) or CalendarDay(day=day, note="")
        row.exception, row.note = kind, note[:200]
        session.add(row)
        server_state.renew(server_state.RULES)
        audit.note("calendar", f"day:{day.isoformat()}", by_id, exception=kind)


def is_chosen() -> bool:
    """Whether anybody has said yet which weekly pattern holds; asked for at the first start."""
    return settings.is_set("calendar.pattern", clock.today())
