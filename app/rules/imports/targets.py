"""What a row of a list of targets says (design: import headings; rules.md §6, goals)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.imports import words
from app.rules.measures import periods, targets
from app.rules.measures.periods import MONTH, QUARTER, Period
from app.rules.typed import trimmed


@dataclass(frozen=True)
class TargetRow:
    """A usable row; `owner` is a login, or the name of a group or team, as typed."""

    scope: str
    owner: str
    measure: str
    period: Period
    hundredths: int


def read(record: Mapping[str, str]) -> TargetRow:
    """Raises RuleBroken("target_scope_unknown" | "target_measure_unknown" | "period_unreadable" |
    "target_value_unreadable")."""
    measure = words.code(words.MEASURES, record.get("measure", ""), "target_measure_unknown")
    return TargetRow(
        scope=words.code(words.SCOPES, record.get("scope", ""), "target_scope_unknown"),
        owner=trimmed(record.get("owner", "")),
        measure=measure,
        period=periods.read(record.get("period", ""), (QUARTER, MONTH)),
        hundredths=targets.hundredths_in(record.get("value", ""), measure),
    )
