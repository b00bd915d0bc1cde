"""Customers: whose they are, and what is said of them (rules.md §2, §3)."""

from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import Call, Lead, LeadMerge, LeadMove, LeadPhone, LeadTerm, Person
from app.rules.calls.effects import CALL_BACK, FOLLOW_UP, RETRY
from app.rules.calls.record import GRADES, WECHAT
from app.rules.calls.stages import STAGES
from app.services.checks.finding import Finding, among, is_other_day
from app.services.leads import terms

AT_ONCE = 5_000

SETS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "check_lead_stage": (Lead.stage, STAGES),
    "check_lead_grade": (Lead.grade, GRADES),
    "check_lead_wechat": (Lead.wechat_state, ("", *WECHAT)),
    "check_lead_due_kind": (Lead.due_kind, (CALL_BACK, FOLLOW_UP, RETRY)),
    "check_call_stage": (Call.stage, STAGES),
    "check_call_grade": (Call.grade, GRADES),
    "check_call_wechat": (Call.wechat, WECHAT),
}


def owners_are_here() -> list[Finding]:
    """An owner can sign in and has not left: who leaves gives his leads back (rules.md §11)."""
    gone = or_(Person.disabled_at.is_not(None), Person.left_on < clock.today())
    query = select(Lead.id).join(Person, Person.id == Lead.owner_id).where(gone)
    return among("check_lead_owner_gone", query)


def owners_are_as_last_moved() -> list[Finding]:
    """The owner is whom the last change of hands names; nobody where there was none."""
    last = select(LeadMove.lead_id, func.max(LeadMove.id).label("id")).group_by(LeadMove.lead_id)
    latest = last.subquery()
    query = (
        select(Lead.id)
        .outerjoin(latest, latest.c.lead_id == Lead.id)
        .outerjoin(LeadMove, LeadMove.id == latest.c.id)
        .where(Lead.owner_id.is_distinct_from(LeadMove.to_id))
    )
    return among("check_lead_owner_moved", query)


def owners_since_when() -> list[Finding]:
    """Owned and since when go together, and nobody owns one that may not be called."""
    halves = Lead.owner_id.is_(None) != Lead.owned_since.is_(None)
    barred = Lead.owner_id.is_not(None) & (Lead.do_not_call | Lead.gone_because.is_not(None))
    return among("check_lead_owner_state", select(Lead.id).where(or_(halves, barred)))


def words_are_known() -> list[Finding]:
    """Stage, grade and the like are one of their set."""
    return [
        finding
        for code, (column, known) in SETS.items()
        for finding in among(code, select(column.class_.id).where(column.not_in(known)))
    ]


def every_lead_has_a_number() -> list[Finding]:
    has_one = select(LeadPhone.id).where(LeadPhone.lead_id == Lead.id).exists()
    there = Lead.merged_into_id.is_(None)
    return among("check_lead_no_number", select(Lead.id).where(~has_one, there))


def merged_leads_are_empty() -> list[Finding]:
    """Numbers and calls went over to the lead that was kept, which was not merged itself."""
    has_any = or_(
        *(select(one.id).where(one.lead_id == Lead.id).exists() for one in (LeadPhone, Call))
    )
    kept = aliased(Lead)
    chain = select(kept.id).where(kept.id == Lead.merged_into_id, kept.merged_into_id.is_not(None))
    untold = ~select(LeadMerge.id).where(LeadMerge.merged_id == Lead.id).exists()
    merged = Lead.merged_into_id.is_not(None)
    query = select(Lead.id).where(merged, or_(has_any, chain.exists(), untold))
    return among("check_lead_merged", query)


def calls_are_on_their_day() -> list[Finding]:
    """A call counts on the company day in which it began."""
    other = is_other_day(Call.started_at, Call.day)
    return among("check_call_day", select(Call.id).where(other))


def words_are_those_of_the_leads() -> list[Finding]:
    """What a lead is found by is what its rows say (design: search)."""
    ids, last, other = [0], 0, []
    while ids:
        query = select(Lead.id).where(Lead.id > last).order_by(Lead.id).limit(AT_ONCE)
        ids = list(db.session.scalars(query))
        last = ids[-1] if ids else last
        other += terms.unlike(ids)
    gone = select(LeadTerm.lead_id).where(LeadTerm.lead_id.not_in(select(Lead.id))).distinct()
    found = [Finding("check_lead_terms", len(other), tuple(map(str, other[:3])))] if other else []
    return found + among("check_lead_terms", gone)


CHECKS = (
    words_are_those_of_the_leads,
    owners_are_here,
    owners_are_as_last_moved,
    owners_since_when,
    words_are_known,
    every_lead_has_a_number,
    merged_leads_are_empty,
    calls_are_on_their_day,
)
