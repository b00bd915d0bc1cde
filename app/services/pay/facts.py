"""The facts of a month, read in a few queries however many people there are (rules.md §8)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.models import (
    Call,
    DealCredit,
    DealShare,
    DealStanding,
    Group,
    Membership,
    PayGrade,
    Person,
    Presence,
    Target,
    Team,
)
from app.models.counted import ANSWERED, COUNTS, DIAL, INCOMING
from app.rules.measures import dictionary, periods, targets
from app.rules.measures.dictionary import FEN_PER_YUAN, MEASURES
from app.rules.measures.periods import MONTH, QUARTER, Period
from app.rules.pay.facts import Credit, Facts, Sold, Worker
from app.rules.pay.month import rosters
from app.services import settings
from app.services.measures import call_counts, counting
from app.services.measures.cutting import PERSON, Cut
from app.services.pay import lasting
from app.services.people import facts as people
from app.services.people import working_days

MINIMUM_WAGE = "pay.minimum_wage_yuan"


def of(month: date) -> Facts:
    """Everything that the pay of the month with this day rests on, as it stands now."""
    period, quarter = periods.containing(MONTH, month), periods.containing(QUARTER, month)
    staff = workers()
    return Facts(
        month=period,
        quarter=quarter,
        working=working(quarter),
        workers=staff,
        credits=credits(quarter),
        deals=deals(period),
        half_days=half_days(quarter),
        units=units(period),
        reached=reached(period, staff),
        team_starts={key: day for key, day in people.team_starts().items() if key is not None},
        names=names(),
        targets=asked(period, quarter),
        minimum_wage_fen=settings.value(MINIMUM_WAGE, period.first) * FEN_PER_YUAN,
        rates=rates(period),
        allowances=lasting.allowances(period),
        raises=lasting.raises(period),
    )


def working(period: Period) -> list[date]:
    calendar = working_days.around(period.first)
    days = range(period.first.toordinal(), period.last.toordinal() + 1)
    return [day for day in map(date.fromordinal, days) if calendar.is_working(day)]


def workers() -> list[Worker]:
    """Everybody who was ever hired, with what held of him from which day on."""
    grades: dict[int, list[tuple[date, str]]] = defaultdict(list)
    query = select(PayGrade.person_id, PayGrade.since, PayGrade.grade).order_by(PayGrade.since)
    for person_id, since, grade in db.session.execute(query):
        grades[person_id].append((since, grade))
    places: dict[int, list[tuple[date, int | None, int | None]]] = defaultdict(list)
    placed = select(
        Membership.person_id, Membership.since, Membership.team_id, Membership.group_id
    ).order_by(Membership.since)
    for person_id, since, team_id, group_id in db.session.execute(placed):
        places[person_id].append((since, team_id, group_id))
    columns = (Person.id, Person.login, Person.name, Person.hired_on, Person.left_on)
    found = db.session.execute(select(*columns).order_by(Person.id))
    return [Worker(*row, grades=grades[row[0]], places=places[row[0]]) for row in found]


def credits(period: Period) -> list[Credit]:
    columns = (DealCredit.person_id, DealCredit.day, DealCredit.fen, DealCredit.receipt_id)
    query = select(*columns, DealCredit.deal_id).order_by(DealCredit.id)
    return [Credit(*row) for row in db.session.execute(query.where(on(DealCredit.day, period)))]


def deals(period: Period) -> list[Sold]:
    columns = (DealShare.person_id, DealStanding.counted_on, DealShare.share_bp, DealShare.deal_id)
    query = select(*columns, DealStanding.leads_first)
    query = query.join(DealStanding, DealStanding.deal_id == DealShare.deal_id)
    query = query.where(on(DealStanding.counted_on, period)).order_by(DealShare.id)
    rows: Any = db.session.execute(query)
    return [Sold(*row) for row in rows]


def half_days(period: Period) -> dict[tuple[int, date], int]:
    query = select(Presence.person_id, Presence.day, Presence.half_days)
    rows = db.session.execute(query.where(on(Presence.day, period)))
    return {(person_id, day): n for person_id, day, n in rows}


def units(period: Period, *which: ColumnElement[bool]) -> dict[tuple[int, date], int]:
    """Workload by person and day, as a call weighed on that day (rules.md §6)."""
    found = {}
    columns = (
        func.count().filter(ANSWERED),
        func.count().filter(DIAL, ~Call.connected),
        func.count().filter(INCOMING, Call.connected),
    )
    for first, last, weights in call_counts.weighed(period):
        query = select(Call.person_id, Call.day, *columns).where(COUNTS, *which)
        query = query.where(Call.day.between(first, last)).group_by(Call.person_id, Call.day)
        for person_id, day, *kinds in db.session.execute(query):
            found[person_id, day] = weights.units(*kinds)
    return found


def reached(period: Period, workers: Sequence[Worker]) -> dict[int, int]:
    """Different leads connected, by the group of who connected them on that day and takes part for
    it (rules.md §8.7). The database would join every call to its group, which takes several times as
    long."""
    members = rosters(workers, working(period))
    of = {one.number: one for one in workers}
    leads: dict[int, set[int]] = defaultdict(set)
    query = select(Call.person_id, Call.day, Call.lead_id).distinct()
    query = query.where(COUNTS, Call.connected, on(Call.day, period))
    connected = db.session.execute(query.order_by(Call.person_id, Call.day)).all()
    for (person, day), some in groupby(connected, whose_day):
        group = of[person].place(day)[1]
        if group is not None and person in members.get(group, ()):
            leads[group].update(lead for _, _, lead in some)
    return {group: len(some) for group, some in leads.items()}


def whose_day(row: Any) -> tuple[int, date]:
    return row[0], row[1]


def rates(period: Period) -> dict[tuple[int, str], Fraction | None]:
    """Conversion and satisfaction of each, by the measures' own definition."""
    found: dict[tuple[Any, str], Fraction | None] = {}
    needs = {name for code in targets.RATES for name in MEASURES[code].needs}
    for key, said in counting.counts(period, Cut(PERSON), needs).items():
        for code in targets.RATES:
            found[key, code] = dictionary.value(MEASURES[code], said)
    return found


def names() -> dict[tuple[str, int], str]:
    models: tuple[tuple[str, Any], ...] = (("team", Team), ("group", Group))
    return {
        (scope, key): name
        for scope, model in models
        for key, name in db.session.execute(select(model.id, model.name))
    }


def asked(*some: Period) -> dict[tuple[str, int, str, str], int]:
    owner: Any = func.coalesce(Target.person_id, Target.group_id, Target.team_id)
    query = select(Target.scope, owner, Target.measure, Target.period, Target.hundredths)
    rows = db.session.execute(query.where(Target.period.in_([one.code for one in some])))
    return {(scope, key, measure, code): n for scope, key, measure, code, n in rows}


def on(column: Any, period: Period) -> Any:
    return column.between(period.first, period.last)
