"""What is to be reached in a period, in the unit of the measures (rules.md §6, goals)."""

from collections.abc import Sequence
from fractions import Fraction

from sqlalchemy import ColumnElement, Select, func, select

from app.extensions import db
from app.models import Target
from app.rules.measures import dictionary
from app.rules.measures.dictionary import MEASURES
from app.rules.measures.periods import Period
from app.services.measures.cutting import SOURCE

HUNDREDTHS = 100
Targets = dict[str, Fraction | None]


def by_owner(period: Period, by: str) -> dict[int | None, Targets]:
    """What each person, group or team is to reach in this period; nobody asks anything of a source."""
    if by == SOURCE:
        return {}
    owner: ColumnElement[int] = getattr(Target, f"{by}_id")
    query = select(owner, Target.measure, Target.hundredths)
    query = query.where(Target.period == period.code, owner.is_not(None))
    found: dict[int | None, Targets] = {}
    for key, measure, hundredths in db.session.execute(query):
        found.setdefault(key, {})[measure] = in_unit(measure, hundredths)
    return found


def of_reach(periods: Sequence[Period], within: tuple[str, int] | None) -> dict[str, Targets]:
    """By a period's name what all within reach are to achieve together: what this team, group or
    person is, else the teams' targets added up. Rates of teams don't add up: there is none then."""
    found: dict[str, Targets] = {}
    for code, measure, hundredths in db.session.execute(asked_of(within, periods)):
        if within or adds_up(measure):
            found.setdefault(code, {})[measure] = in_unit(measure, int(hundredths))
    return found


def asked_of(within: tuple[str, int] | None, periods: Sequence[Period]) -> Select[str, str, int]:
    scope, number = within or ("team", None)
    owner: ColumnElement[int] = getattr(Target, f"{scope}_id")
    mine = owner == number if within else owner.is_not(None)
    query = select(Target.period, Target.measure, func.sum(Target.hundredths))
    query = query.where(mine, Target.period.in_([one.code for one in periods]))
    return query.group_by(Target.period, Target.measure)


def adds_up(code: str) -> bool:
    return code in MEASURES and MEASURES[code].adds_up == dictionary.SUM


def in_unit(code: str, hundredths: int) -> Fraction:
    """Amounts in fen, rates as parts of one."""
    unit = MEASURES[code].unit if code in MEASURES else dictionary.RATE
    if unit == dictionary.MONEY:
        return Fraction(hundredths)
    return Fraction(hundredths, HUNDREDTHS * (100 if unit == dictionary.RATE else 1))
