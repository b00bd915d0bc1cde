"""Goals of a day as they are typed at a meeting (rules.md §9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.errors import RuleBroken
from app.http.words.numbers import plain
from app.rules.meetings.goals import CALLS, MEASURES
from app.services.day_goals import setting
from app.services.day_goals.setting import Suggestion
from app.services.meetings.within import Member

PREFIX = "goal"
HUNDREDTHS = 100


@dataclass(frozen=True)
class Cell:
    """A field: its name, what stands in it, and what the suggestion was made of."""

    name: str
    text: str
    suggestion: Suggestion | None
    is_set: bool


@dataclass(frozen=True)
class Sheet:
    codes: Sequence[str]
    rows: Sequence[tuple[Member, Sequence[Cell]]]
    is_set: bool


def sheet(people: Sequence[Member], day: date, typed: Mapping[str, str] | None = None) -> Sheet:
    """A field per person and measure, filled with what is set, else with what is suggested."""
    ids = [one.id for one in people]
    offered, known = setting.suggested(ids, day), setting.of_day(ids, day)
    asked = {measure for _, measure in [*offered, *known]} | {CALLS}
    codes = [code for code in MEASURES if code in asked]
    rows = []
    for one in people:
        cells = []
        for code in codes:
            suggestion, name = offered.get((one.id, code)), f"{PREFIX}-{one.id}-{code}"
            number = known.get((one.id, code))
            if number is None and not known and suggestion is not None:
                number = suggestion.hundredths
            text = (typed or {}).get(name, shown(number))
            cells.append(Cell(name, text, suggestion, (one.id, code) in known))
        rows.append((one, cells))
    return Sheet(codes, rows, bool(known))


def shown(hundredths: int | None) -> str:
    return plain(Fraction(hundredths, HUNDREDTHS)).replace(",", "") if hundredths else ""


def typed(form: Mapping[str, str]) -> dict[tuple[int, str], int]:
    """Raises RuleBroken("target_value_unreadable", text), also for a field that is none of ours."""
    found = {}
    for name, text in form.items():
        parts = name.split("-")
        if parts[0] != PREFIX:
            continue
        if len(parts) != 3 or not parts[1].isdecimal() or parts[2] not in MEASURES:
            raise RuleBroken("goal_measure")
        found[int(parts[1]), parts[2]] = setting.read(text, parts[2])
    return found
