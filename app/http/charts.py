"""The pace of a day as the points of a line: half hours from 9:00 to 18:00."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app import clock
from app.rules.calls.windows import Window
from app.services.board import Board

OPENS, CLOSES = 9, 18
WIDTH, HEIGHT = 540, 120
SLOT = WIDTH // ((CLOSES - OPENS) * 2)
SLOTS = range(OPENS * 2, CLOSES * 2)


@dataclass(frozen=True)
class Pace:
    """What the template draws in a box of WIDTH × HEIGHT, and the rows of the table for it."""

    today: str
    before: str
    windows: list[tuple[int, int]]
    hours: list[tuple[int, int]]
    top: int
    rows: list[tuple[str, int | None, int]]
    width: int = WIDTH
    height: int = HEIGHT


def pace(board: Board) -> Pace:
    today, before = board.pace[board.day], board.pace[board.before]
    top = max(4, *today, *before)
    local = board.now.astimezone(clock.SHANGHAI)
    begun = local.hour * 2 + local.minute // 30
    rows = [(label(n), today[n] if n <= begun else None, before[n]) for n in SLOTS]
    return Pace(
        today=points([count for _, count, _ in rows if count is not None], top),
        before=points([count for _, _, count in rows], top),
        windows=[span(window) for window in board.windows],
        hours=[(hour, (hour - OPENS) * 2 * SLOT) for hour in range(OPENS, CLOSES + 1, 3)],
        top=top,
        rows=rows,
    )


def points(counts: Sequence[int], top: int) -> str:
    """Each half hour as a point in its middle."""
    middle = SLOT // 2
    heights = [HEIGHT - round(count * (HEIGHT - 8) / top) for count in counts]
    return " ".join(f"{n * SLOT + middle},{height}" for n, height in enumerate(heights))


def span(window: Window) -> tuple[int, int]:
    start, end = (across(instant) for instant in window)
    return start, max(end - start, 0)


def across(instant: datetime) -> int:
    local = instant.astimezone(clock.SHANGHAI)
    minutes = (local.hour - OPENS) * 60 + local.minute
    return min(max(minutes * SLOT // 30, 0), WIDTH)


def label(slot: int) -> str:
    return f"{slot // 2}:{slot % 2 * 30:02}"
