"""Goals: what can be one, and by how much those of the people miss that of their team (rules.md §6)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from app.errors import RuleBroken
from app.rules.money import MOST_FEN
from app.rules.typed import plain

AMOUNT, DEALS, WORKLOAD = "amount", "deals", "workload"
CONVERSION, SATISFACTION = "conversion", "satisfaction"
MEASURES = (AMOUNT, DEALS, WORKLOAD, CONVERSION, SATISFACTION)
RATES = (CONVERSION, SATISFACTION)
WHOLE_RATE = 10_000
VALUE = re.compile(r"[¥¥]?(\d+(?:\.\d+)?)(万)?(?:元|单)?(%)?")


def hundredths_in(text: str, measure: str) -> int:
    """A target as typed, in hundredths of the measure's unit: yuan, deals, units; of a rate
    hundredths of a percent, where 0.15 and 15% and 15 are the same.

    Raises RuleBroken("target_value_unreadable", text), also for finer parts and rates over 100 %.
    """
    found = VALUE.fullmatch(plain(text).lower().replace(",", "").replace(" ", ""))
    if found is None or (found[3] and measure not in RATES):
        raise RuleBroken("target_value_unreadable", text=text[:40])
    said = Decimal(found[1]) * (10_000 if found[2] else 1)
    if measure in RATES and not found[3] and said <= 1:
        said *= 100
    value = said * 100
    most = WHOLE_RATE if measure in RATES else MOST_FEN
    if value != int(value) or value > most:
        raise RuleBroken("target_value_unreadable", text=text[:40])
    return int(value)


def misses(team: int, people: Sequence[int], measure: str) -> int | None:
    """What the targets of the people lack to the team's, below 0 where they are more; None for
    rates, which do not add up (rules.md §6)."""
    return None if measure in RATES else team - sum(people)
