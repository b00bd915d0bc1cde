"""A line of pay: what it is, how much, and all that explains it for ever (rules.md §8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.rules.measures.periods import Period
from app.rules.why import Why

BASE, COMMISSION, TEAM_COMMISSION = "base", "commission", "team_commission"
CHAMPION_AMOUNT, CHAMPION_DEALS = "champion_amount", "champion_deals"
TARGET_BONUS, PK, PERFORMANCE = "target_bonus", "pk", "performance"
ALLOWANCE = "allowance"
SHORTFALL, WAIVED = "workload_shortfall", "workload_waived"
BY_RULE = (BASE, COMMISSION)
"""What needs nobody's approval: base pay and commission."""
WHOLE_BP = 10_000
RECEIPTS, DEALS, CALLS, LEADS, PRESENCE = "receipts", "deals", "calls", "leads", "presence"


@dataclass(frozen=True)
class Behind:
    """Which rows went in: of this kind, of somebody, a group or a team (`scope`, `owner`), in a
    period; each has a number by which it can be opened."""

    what: str
    scope: str
    owner: int
    period: Period


@dataclass(frozen=True)
class Line:
    """`key`: its own within the month of the person, the same however often it is computed. `rule`:
    which of rules.md §8. `sum`: the sum written out, in yuan. `waived_fen`: what the guard let go."""

    person: int
    kind: str
    key: str
    fen: int
    rule: int
    why: Why
    sum: str = ""
    behind: tuple[Behind, ...] = ()
    waived_fen: int = 0


def rounded(value: Fraction) -> int:
    """To the fen, half away from zero, once for each line (rules.md §8)."""
    nearest = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return nearest if value >= 0 else -nearest


def part(fen: int, bp: int) -> int:
    """A rate of an amount, in fen."""
    return rounded(Fraction(fen * bp, WHOLE_BP))


def written(lines: Iterable[Line]) -> list[Line]:
    """Lines of 0 fen are not written, except what was waived (rules.md §8.13)."""
    return [one for one in lines if one.fen or one.waived_fen]


def yuan(fen: int) -> str:
    """An amount within a sum, always to the fen: 86,000.00."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'−' if fen < 0 else ''}{whole:,}.{rest:02}"


def percent(bp: int) -> str:
    """A rate within a sum: 5%, 0.5%."""
    whole, rest = divmod(bp, 100)
    return f"{whole}.{rest:02}".rstrip("0") + "%" if rest else f"{whole}%"


def number(value: Fraction) -> str:
    """An exact number within a sum: 12, 12.5, or as a fraction where no two decimals do."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    hundredths = value * 100
    if hundredths.denominator == 1:
        whole, rest = divmod(int(hundredths), 100)
        return f"{whole:,}.{rest:02}".rstrip("0")
    return f"{value.numerator}/{value.denominator}"
