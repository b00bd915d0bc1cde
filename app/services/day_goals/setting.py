"""The goals of a day: a number per person tied to a measure, suggested from what is left of the
month's target and days (rules.md §9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import DayGoal
from app.rules.measures import dictionary, periods
from app.rules.measures.periods import MONTH, Period
from app.rules.measures.targets import hundredths_in
from app.rules.meetings import goals as rule
from app.rules.meetings.goals import CALLS, FROM_TARGETS, MEASURES
from app.services import audit, settings
from app.services.measures import counting, goals
from app.services.measures.cutting import PERSON, Cut
from app.services.people import facts, working_days
from app.services.transaction import write

PER_DAY = "calls.per_day"
Key = tuple[int, str]
FEN = 100


@dataclass(frozen=True)
class Suggestion:
    """A number for a day in hundredths, and what it was made of: the month's target and what of it
    was reached before the day, in the unit of the measure, and the days left with this one."""

    hundredths: int
    target: Fraction | None = None
    reached: Fraction | None = None
    days_left: int = 0


def suggested(people: Sequence[int], day: date) -> dict[Key, Suggestion]:
    """By person and measure: the house's number of calls, and of each target of the month its share
    of this day. Nothing is suggested to who is not at work."""
    month = periods.containing(MONTH, day)
    left = working_days.around(day).count(day, month.last)
    noted, per_day = facts.half_days_noted(people, day), settings.value(PER_DAY, day)
    targets, reached = goals.by_owner(month, PERSON), reached_before(month, day)
    found: dict[Key, Suggestion] = {}
    for person in people:
        half_days = noted.get(person, rule.FULL_DAY)
        if not half_days:
            continue
        found[person, CALLS] = Suggestion(rule.calls(per_day, half_days))
        for measure in FROM_TARGETS:
            target = in_units(targets.get(person, {}).get(measure), measure)
            if target:
                so_far = in_units(reached.get(person, {}).get(measure), measure) or Fraction(0)
                number = rule.suggested(target, so_far, left)
                found[person, measure] = Suggestion(number, target, so_far, left)
    return found


def reached_before(month: Period, day: date) -> dict[int | None, dict[str, Fraction | None]]:
    if day == month.first:
        return {}
    so_far = Period(periods.DAY, month.first, day - periods.ONE_DAY)
    return values_of(FROM_TARGETS, so_far, Cut(PERSON))


def values_of(
    codes: Sequence[str], period: Period, cut: Cut
) -> dict[int | None, dict[str, Fraction | None]]:
    counts = counting.of_measures(codes, period, cut)
    return {
        key: {code: dictionary.value(dictionary.MEASURES[code], said) for code in codes}
        for key, said in counts.items()
    }


def in_units(value: Fraction | None, measure: str) -> Fraction | None:
    """Amounts are counted in fen and aimed at in yuan."""
    return value / FEN if value is not None and measure == rule.AMOUNT else value


def of_day(people: Sequence[int], day: date) -> dict[Key, int]:
    """What is set, in hundredths, by person and measure."""
    query = select(DayGoal.person_id, DayGoal.measure, DayGoal.hundredths)
    query = query.where(DayGoal.day == day, DayGoal.person_id.in_(people))
    return {(person, measure): n for person, measure, n in db.session.execute(query)}


def in_measure(hundredths: int, measure: str) -> Fraction:
    """A goal in the unit that the measure is counted in: fen, calls, deals, units."""
    return goals.in_unit(measure, hundredths)


def read(text: str, measure: str) -> int:
    """A goal as typed, in hundredths; nought for an empty field. Raises
    RuleBroken("target_value_unreadable", text)."""
    return hundredths_in(text, measure) if text.strip() else 0


def put(numbers: Mapping[Key, int], day: date, by_id: int) -> None:
    """Sets what is to be reached on a day, today or later, in hundredths; nought takes a goal back.

    Raises RuleBroken("goal_past" | "goal_measure").
    """
    if day < clock.today():
        raise RuleBroken("goal_past")
    if any(measure not in MEASURES for _, measure in numbers):
        raise RuleBroken("goal_measure")
    people = sorted({person for person, _ in numbers})
    with write() as session:
        offered = suggested(people, day)
        query = select(DayGoal).where(DayGoal.day == day, DayGoal.person_id.in_(people))
        known = {(row.person_id, row.measure): row for row in session.scalars(query)}
        for key, hundredths in numbers.items():
            row = known.get(key)
            if not hundredths and row is not None:
                session.delete(row)
            elif hundredths:
                row = row or DayGoal(person_id=key[0], day=day, measure=key[1])
                offer = offered.get(key)
                row.hundredths, row.suggested = hundredths, offer.hundredths if offer else None
                row.set_at, row.set_by_id = clock.now(), by_id
                session.add(row)
        session.flush()
        told = [[*key, n] for key, n in numbers.items()]
        audit.note("day_goals", f"day:{day.isoformat()}", by_id, goals=told)
