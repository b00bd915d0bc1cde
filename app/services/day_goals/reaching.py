"""How far somebody is with the goals of a day (rules.md §9)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.rules.measures.periods import DAY, Period
from app.rules.meetings.goals import CALLS, MEASURES
from app.services.day_goals import setting
from app.services.measures.cutting import PERSON, Cut


@dataclass(frozen=True)
class Goal:
    """A goal and what of it is reached, in the unit of the measure; calls are counted elsewhere, as
    they are made."""

    measure: str
    target: Fraction
    actual: Fraction | None = None


def of(person_id: int, day: date) -> list[Goal]:
    """His goals in the order of the measures. Who has none costs one question to the database."""
    said = {measure: n for (_, measure), n in setting.of_day([person_id], day).items()}
    codes = [one for one in MEASURES if one in said]
    counted = [one for one in codes if one != CALLS]
    cut = Cut(PERSON, (PERSON, person_id))
    found = setting.values_of(counted, Period(DAY, day, day), cut) if counted else {}
    reached = found.get(person_id, {})
    return [
        Goal(
            one,
            setting.in_measure(said[one], one),
            None if one == CALLS else reached.get(one) or Fraction(0),
        )
        for one in codes
    ]
