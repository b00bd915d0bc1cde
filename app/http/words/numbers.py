"""Exact numbers as people read them, rounded once, half away from zero (rules.md §8)."""

from fractions import Fraction


def yuan(fen: int) -> str:
    """An amount in yuan: 1,234 or 1,234.50; never a float."""
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}.{rest:02}" if rest else f"{sign}{whole:,}"


def money(fen: int) -> str:
    """An amount with its sign, where nothing beside it says that it is yuan: ¥1,234."""
    return f"{'−' if fen < 0 else ''}¥{yuan(abs(fen))}"


def rounded(value: Fraction) -> int:
    nearest = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return nearest if value >= 0 else -nearest


def percent(value: Fraction) -> str:
    """A part of one in percent with one decimal."""
    tenths = rounded(1000 * value)
    return f"{tenths // 10:,}.{tenths % 10}%"


def halves(number: int) -> str:
    """So many half days as days: 20 or 20.5."""
    return plain(Fraction(number, 2))


def plain(value: Fraction) -> str:
    """A number with at most two decimals, and none that say nothing: 3, 3.5, 3.33."""
    whole, rest = divmod(rounded(100 * value), 100)
    return f"{whole:,}.{rest:02}".rstrip("0").rstrip(".") if rest else f"{whole:,}"


def points(hundredths: int | str) -> str:
    """What an answer earned or is worth, kept exact in hundredths: "200/3" is 0.67."""
    return plain(Fraction(hundredths) / 100)


def decimals(value: Fraction) -> str:
    """A number with two decimals, also those that say nothing: 0.30, -0.05."""
    whole, rest = divmod(abs(rounded(100 * value)), 100)
    return f"{'-' if rounded(100 * value) < 0 else ''}{whole}.{rest:02}"
