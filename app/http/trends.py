"""What the charts of a report draw: a measure over twelve periods, and a ranking (rules.md §6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app import clock
from app.http import scales
from app.services.measures import series
from app.services.measures.report import Asked, Line, Report
from app.services.measures.series import Point

MOST_BARS = 20


@dataclass(frozen=True)
class Trend:
    points: Sequence[Point]
    ticks: list[tuple[float, str]]


@dataclass(frozen=True)
class Ranking:
    """The first of the report's lines; all stand in its table. `goals`: whether any has a target."""

    lines: Sequence[Line]
    more: int
    goals: bool


def trend(asked: Asked) -> Trend | None:
    """Up to the period asked for; None where nothing was, or the period is to come."""
    if asked.period.first > clock.today():
        return None
    points = series.of_reach(asked.first, asked.period, asked.within)
    values = [point.value for point in points]
    drawn = [*values, *(point.target for point in points)]
    return Trend(points, scales.ticks(drawn, asked.first)) if any(values) else None


def ranking(report: Report) -> Ranking | None:
    """None where nobody has anything to be ranked by; what belongs to nobody has no bar of nothing."""
    code = report.asked.first
    known = [one for one in report.lines if one.name is not None or any(drawn_of(one, code))]
    lines = known[:MOST_BARS]
    drawn = [value for one in lines for value in drawn_of(one, code)]
    more = len(known) - len(lines)
    goals = any(code in one.targets for one in lines)
    return Ranking(lines, more, goals) if any(drawn) else None


def drawn_of(line: Line, code: str) -> tuple[Fraction | None, ...]:
    return line.now[code], line.before[code], line.targets.get(code)
