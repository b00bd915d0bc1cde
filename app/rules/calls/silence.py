"""Whether somebody has been without a call for long while calls are due (rules.md §3, windows)."""

from datetime import datetime, timedelta

from app.rules.calls.windows import Window
from app.rules.defaults import Settings
from app.rules.why import Why

KEYS = ("board.quiet_minutes", "board.silent_minutes")
CALLING, RESTING, QUIET, SILENT, AWAY = "calling", "resting", "quiet", "silent", "away"
ONE_MINUTE = timedelta(minutes=1)


def silence(
    last: datetime | None, now: datetime, window: Window | None, settings: Settings
) -> tuple[str, Why]:
    """How somebody stands, and in whole minutes since when: calling, quiet or silent in a call
    window, where only the minutes of the window count; resting outside of it (rules.md §3)."""
    why = said(last, now)
    if window is None:
        return RESTING, why
    since = max(last, window[0]) if last else window[0]
    minutes = (now - since) // ONE_MINUTE
    if minutes >= settings["board.silent_minutes"]:
        return SILENT, why
    return (QUIET if minutes >= settings["board.quiet_minutes"] else CALLING), why


def of_whom(state: str, last: datetime | None, held: int, half_days: int | None) -> str:
    """How somebody stands, who is so in a call window: away where he is not here that day, and
    resting where he has not called and holds nobody to call (rules.md §3, windows)."""
    if half_days == 0:
        return AWAY
    return RESTING if last is None and not held else state


def stands(sells: bool, last: datetime | None, held: int, queued: int) -> bool:
    """Who is on the board: whose work it is to sell, always; who only leads, while he has called,
    holds leads or has records to send (rules.md §1, supervisor; §3)."""
    return sells or last is not None or held > 0 or queued > 0


def said(last: datetime | None, now: datetime) -> Why:
    if last is None:
        return Why("board_no_call", {})
    minutes = max((now - last) // ONE_MINUTE, 0)
    if minutes < 1:
        return Why("board_just_now", {})
    if minutes < 60:
        return Why("board_minutes_ago", {"minutes": minutes})
    return Why("board_hours_ago", {"hours": minutes // 60, "minutes": minutes % 60})
