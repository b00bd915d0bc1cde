"""Which numbers a plan's document holds, by their path, and how far each may go (rules.md §8)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.pay.facts import GRADES
from app.rules.pay.lines import WHOLE_BP, percent, yuan

YUAN, RATE, PERCENT, COUNT = "yuan", "rate", "percent", "count"
PARTS = ("amount", "deals", "workload", "conversion", "satisfaction", "attitude")
MOST_FEN, MOST_EDGE_FEN, MOST_SCORE = 10**9, 10**12, 1_000
MOST_BANDS, MOST_STEPS = 12, 12
Path = tuple[str, ...]


@dataclass(frozen=True)
class Limit:
    """A whole number of a kind (fen, basis points, percent, or a count) from `least` to `most`."""

    kind: str
    least: int
    most: int

    def holds(self, value: object) -> bool:
        return type(value) is int and self.least <= value <= self.most

    def said(self, value: int) -> str:
        if self.kind == YUAN:
            return yuan(value)
        return percent(value) if self.kind == RATE else str(value)


FEN, BP, WEIGHT = Limit(YUAN, 0, MOST_FEN), Limit(RATE, 0, WHOLE_BP), Limit(PERCENT, 0, 100)
MONTHS, EDGE = Limit(COUNT, 0, 120), Limit(YUAN, 0, MOST_EDGE_FEN)
SCORE, PAID = Limit(COUNT, 0, MOST_SCORE), Limit(PERCENT, 0, 1_000)
NUMBERS: Mapping[Path, Limit] = {
    **{("base", grade): FEN for grade in GRADES},
    ("quota", "units"): Limit(COUNT, 0, 100_000),
    ("quota", "off_fen"): FEN,
    ("quota", "most_bp"): BP,
    ("commission", "to_target_bp"): BP,
    ("champions", "amount_fen"): FEN,
    ("champions", "deals_fen"): FEN,
    ("target_bonus", "person_month_fen"): FEN,
    ("target_bonus", "person_quarter_fen"): FEN,
    ("target_bonus", "team_month_fen"): FEN,
    ("target_bonus", "team_quarter_fen"): FEN,
    ("pk", "pot_fen"): FEN,
    ("pk", "workload_alone_months"): MONTHS,
    ("pk", "workload"): WEIGHT,
    ("pk", "conversion"): WEIGHT,
    ("present_percent",): Limit(PERCENT, 1, 100),
    ("scorecard", "most_percent"): Limit(PERCENT, 100, 1_000),
    **{("scorecard", "weights", part): WEIGHT for part in PARTS},
    **{("performance", "base", grade): FEN for grade in GRADES},
    ("team_commission_bp",): BP,
    ("leader", "fen"): FEN,
    ("leader", "after_months"): MONTHS,
}
WAY, BANDS, STEPS = ("commission", "way"), ("commission", "above"), ("performance", "steps")
PATHS = (*NUMBERS, WAY, BANDS, STEPS)


def name(path: Path) -> str:
    """A number's name in forms and words: base_formal, scorecard_weights_amount."""
    return "_".join(path)


def flat(document: Mapping[object, object], above: tuple[object, ...] = ()) -> dict[object, object]:
    """A document by paths; what lies deeper than a plan does is left as it is."""
    found: dict[object, object] = {}
    for key, value in document.items():
        path = (*above, key)
        if isinstance(value, Mapping) and value and len(path) < 3:
            found |= flat(value, path)
        else:
            found[path] = value
    return found


def nested(values: Mapping[Path, object]) -> dict[str, object]:
    """The document that has these values at these paths."""
    document: dict[str, object] = {}
    for (*above, last), value in values.items():
        place = document
        for key in above:
            place = place.setdefault(key, {})  # type: ignore[assignment]
        place[last] = value
    return document
