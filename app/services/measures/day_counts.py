"""What the roll-ups keep of a day, as selects from its calls (design: measures). They are made once;
`of_day` says which day is meant."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from app import clock
from app.models import Call, DailyCount, Lead, MonthlyCount
from app.models.counted import ANSWERED, COUNTS, DIAL, LEADS, NUMBERS, spans, was_there
from app.models.rollups import firsts
from app.models.types import UtcDateTime
from app.rules.measures.periods import KINDS, Period, containing
from app.services.measures.cutting import COMPANY, GROUP, PERSON, SOURCE, TEAM
from app.services.measures.hours import half_hour

NOBODY: Any = literal_column("0")
SCOPES = [
    *((by, COMPANY, by) for by in (COMPANY, TEAM, GROUP, PERSON, SOURCE)),
    *((f"{TEAM}.{by}", TEAM, by) for by in (GROUP, PERSON, SOURCE)),
]
"""Each scope with within what and by what it is counted."""
KEYS = (COMPANY, PERSON, TEAM, GROUP, SOURCE, "lead")
BEFORE = {f"{of}_before": of for of in LEADS}
HEAT = (COMPANY, TEAM, GROUP)
DAY = bindparam("on", type_=Date)
BEGAN, ENDED = (bindparam(name, type_=UtcDateTime) for name in ("began", "ended"))
FIRST, LAST = (bindparam(name, type_=Date) for name in ("first", "last"))
BEGINS = {kind: bindparam(kind, type_=Date) for kind in KINDS}


@cache
def counts() -> Select[Any]:
    """For each of each scope: calls of the day, and leads on it for the first time in a period."""
    f = of_leads().subquery().c
    return select(
        f.scope,
        f.within_id,
        DAY.label("day"),
        f.key_id,
        *(func.sum(f[name]).label(name) for name in NUMBERS),
        *(
            func.count().filter(is_first(f, name, begins)).label(firsts(name)[kind])
            for name in LEADS
            for kind, begins in BEGINS.items()
        ),
    ).group_by(f.scope, f.within_id, f.key_id)


@cache
def month() -> Select[Any]:
    """The sums of the days of a month that were counted."""
    c, keys = DailyCount.c, (DailyCount.c.scope, DailyCount.c.within_id, DailyCount.c.key_id)
    sums = (func.sum(c[of.name]).label(of.name) for of in MonthlyCount.c if not of.primary_key)
    query = select(c.scope, c.within_id, FIRST.label("month"), c.key_id, *sums)
    return query.where(c.day.between(FIRST, LAST)).group_by(*keys)


def of_month(period: Period) -> dict[str, Any]:
    """The parameters for a month."""
    return {"first": period.first, "last": period.last}


def is_first(f: Any, name: str, begins: Any) -> Any:
    before = f[f"{name}_before"]
    return and_(f[name] == 1, or_(before.is_(None), before < begins))


def of_leads() -> Select[Any]:
    """For each of each scope and each lead of the day what of it was on the day, and when before."""
    facts = of_callers().cte("facts").c
    c = union_all(*(in_scope(facts, *scope) for scope in SCOPES)).subquery().c
    return (
        select(
            c.scope,
            c.within_id,
            c.key_id,
            *(func.sum(c[name]).label(name) for name in NUMBERS),
            *(func.max(c[name]).label(name) for name in (*LEADS, *BEFORE)),
        )
        .group_by(c.scope, c.within_id, c.key_id, c.lead)
        .having(func.sum(c.here) > 0)
    )


def in_scope(facts: Any, scope: str, within: str, by: str) -> Select[Any]:
    keys = (facts[within].label("within_id"), facts[by].label("key_id"))
    same = (facts[name] for name in ("lead", "here", *NUMBERS, *LEADS, *BEFORE))
    return select(literal(scope).label("scope"), *keys, *same)


def of_callers() -> Select[Any]:
    """The same for each who called a lead, in his place then: few rows, that each scope reads."""
    c = calls().subquery().c
    keys, today = [c[name] for name in KEYS], c.day == DAY
    return select(
        *keys,
        func.count().filter(today).label("here"),
        *(func.sum(c[name]).filter(today).label(name) for name in NUMBERS),
        *(func.max(c[name]).filter(today).label(name) for name in LEADS),
        *(func.max(c.day).filter(~today, c[of] == 1).label(name) for name, of in BEFORE.items()),
    ).group_by(*keys)


def calls() -> Select[Any]:
    """The calls of a day, and those before in its periods with the same leads, which are found by
    lead and moment: by their days they would be all those of the year."""
    span = spans()
    called = select(Call.lead_id).where(COUNTS, Call.day == DAY)
    known = {TEAM: span.c.team_id, GROUP: span.c.group_id, SOURCE: Lead.source_id}
    return (
        select(
            NOBODY.label(COMPANY),
            Call.person_id.label(PERSON),
            *(func.coalesce(key, 0).label(name) for name, key in known.items()),
            Call.lead_id.label("lead"),
            Call.day.label("day"),
            *(flag(which).label(name) for name, which in (NUMBERS | LEADS).items()),
        )
        .join(Lead, Lead.id == Call.lead_id)
        .outerjoin(span, was_there(span, Call.person_id, Call.day))
        .where(COUNTS, Call.lead_id.in_(called))
        .where(Call.started_at >= BEGAN, Call.started_at < ENDED)
    )


def flag(which: Any) -> Any:
    return case((which, 1), else_=0)


def of_day(day: date) -> dict[str, Any]:
    """The parameters for a day."""
    begins = {kind: containing(kind, day).first for kind in KINDS}
    began, ended = clock.bounds(min(begins.values()))[0], clock.bounds(day)[1]
    return {"on": day, "began": began, "ended": ended, **begins}


@cache
def hours(dialect: str) -> CompoundSelect[Any]:
    """For each of each scope calls out of the day by half hour."""
    span = spans()
    keys = {COMPANY: NOBODY, TEAM: span.c.team_id, GROUP: span.c.group_id}
    own = select(
        *(func.coalesce(keys[scope], 0).label(scope) for scope in HEAT),
        half_hour(dialect).label("half_hour"),
        flag(ANSWERED).label("answered"),
    )
    own = own.outerjoin(span, was_there(span, Call.person_id, Call.day))
    c = own.where(COUNTS, DIAL, Call.day == DAY).cte("own").c
    return union_all(
        *(
            select(
                literal(scope).label("scope"),
                c[scope].label("key_id"),
                DAY.label("day"),
                c.half_hour,
                func.count().label("calls"),
                func.sum(c.answered).label("connected"),
            ).group_by(c[scope], c.half_hour)
            for scope in HEAT
        )
    )
