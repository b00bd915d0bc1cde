"""A run for whoever reads it: what came in, who stands where, what goes out and why.

The proposal and the record of a run that took place have one form (rules.md §2.2, screens.md).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.errors import RuleBroken
from app.extensions import db
from app.models import AllocationRun, AllocationShare, Lead, LeadPhone, Person, Source
from app.models import HandOut as Entry
from app.rules.leads.allocation import HandOut
from app.services.hand_outs import runs
from app.services.hand_outs.planning import Plan

BY = aliased(Person)
Reason = Mapping[str, object]


@dataclass(frozen=True)
class Supply:
    """Of a source: how many waited, and how many of them go out."""

    name: str
    waiting: int
    gone: int


@dataclass(frozen=True)
class Line:
    """Somebody in a run; the carries are exact fractions such as 7/3."""

    person_id: int
    login: str
    name: str
    quota: int
    taken: int
    uncalled: int
    entitlement: int
    got: int
    carry_before: str
    carry_after: str
    why: Reason


@dataclass(frozen=True)
class Given:
    """A lead that goes to somebody; `number` in E.164."""

    lead_id: int
    lead: str
    number: str
    person_id: int
    source: str
    why: Reason


@dataclass(frozen=True)
class Report:
    """A run as planned, without an id, or as it took place."""

    day: date
    at: datetime
    sources: list[Supply]
    lines: list[Line]
    given: list[Given]
    left: int
    id: int | None = None
    how: str = ""
    by: str | None = None
    note: str = ""

    @property
    def waiting(self) -> int:
        return len(self.given) + self.left

    @property
    def people(self) -> dict[int, Line]:
        return {line.person_id: line for line in self.lines}


def of_plan(plan: Plan) -> Report:
    """What would go out."""
    people = named(plan.standings)
    leads = described([one.lead for one in plan.run.hand_outs])
    carries = runs.share_lines(plan)
    lines = [Line(login=people[n][0], name=people[n][1], **line) for n, line in carries.items()]
    return Report(
        plan.day,
        plan.at,
        [Supply(**one) for one in runs.sources_of(plan)],
        lines,
        [given(one, *leads[one.lead]) for one in plan.run.hand_outs],
        plan.run.left,
    )


def given(one: HandOut, lead: str, number: str) -> Given:
    return Given(one.lead, lead, number, one.rep, one.source, one.why.as_json())


def of_run(run_id: int) -> Report:
    """What went out, from the record. Raises RuleBroken("missing")."""
    query = select(AllocationRun, BY.name).outerjoin(BY, BY.id == AllocationRun.by_id)
    found = db.session.execute(query.where(AllocationRun.id == run_id)).one_or_none()
    if found is None:
        raise RuleBroken("missing")
    run, by = found
    return Report(
        run.day,
        run.at,
        [Supply(**one) for one in run.sources],
        lines_of(run.id),
        given_in(run.id),
        run.left_over,
        run.id,
        run.how,
        by,
        run.note,
    )


def lines_of(run_id: int) -> list[Line]:
    counts = (AllocationShare.quota, AllocationShare.taken, AllocationShare.uncalled)
    shares = (AllocationShare.entitlement, AllocationShare.got)
    carries = (AllocationShare.carry_before, AllocationShare.carry_after, AllocationShare.why)
    query = (
        select(Person.id, Person.login, Person.name, *counts, *shares, *carries)
        .join(AllocationShare, AllocationShare.person_id == Person.id)
        .where(AllocationShare.run_id == run_id)
    )
    rows: Any = db.session.execute(query.order_by(Person.id))
    return [Line(*row) for row in rows]


def given_in(run_id: int) -> list[Given]:
    query = (
        select(Entry.lead_id, *about_lead(), Entry.person_id)
        .add_columns(func.coalesce(Source.name, ""), Entry.why)
        .join(Lead, Lead.id == Entry.lead_id)
        .outerjoin(Source, Source.id == Lead.source_id)
        .where(Entry.run_id == run_id)
        .order_by(Entry.id)
    )
    return [Given(*row) for row in db.session.execute(query)]


def described(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """How a list names each of these leads, and its first number."""
    rows = db.session.execute(select(Lead.id, *about_lead()).where(Lead.id.in_(ids)))
    return {lead_id: (name, number) for lead_id, name, number in rows}


def about_lead() -> tuple[Any, Any]:
    first = select(LeadPhone.number).where(LeadPhone.lead_id == Lead.id)
    name = func.coalesce(func.nullif(Lead.name, ""), Lead.company)
    number = first.order_by(LeadPhone.id).limit(1).scalar_subquery()
    return name, func.coalesce(number, "")


def named(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    rows = db.session.execute(
        select(Person.id, Person.login, Person.name).where(Person.id.in_(ids))
    )
    return {number: (login, name) for number, login, name in rows}
