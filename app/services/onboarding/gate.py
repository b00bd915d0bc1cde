"""Who is held up by the onboarding on a day: asked wherever a precise lead gets an owner
(rules.md §2.2, §7)."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, or_, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import (
    Lead,
    OnboardingException,
    OnboardingPass,
    Paper,
    PayGrade,
    Person,
)
from app.rules.people.onboarding import Decision, Newcomer, may_have_precise
from app.services import settings
from app.services.transaction import among

GATE, ON, PRECISE = "onboarding.gate", "on", "precise"


def began(day: date) -> date | None:
    """On which day the gate began that holds on this one; None while it is switched off, or no
    required paper can be taken (rules.md §7: on by default once training exists)."""
    end = clock.bounds(day)[1]
    still = or_(Paper.withdrawn_at.is_(None), Paper.withdrawn_at >= end)
    out = select(func.min(Paper.published_at)).where(
        Paper.required, Paper.published_at < end, still
    )
    first = db.session.scalar(out)
    if first is None or settings.value(GATE, day) != ON:
        return None
    return clock.day_of(first)


def decisions(ids: Collection[int], day: date) -> dict[int, Decision]:
    """Whether and why each of these people may have precise leads on a day."""
    since = began(day)
    found = db.session.execute(facts(ids, since or day))
    return {row.id: may_have_precise(newcomer(row, since), day) for row in found}


def barred(ids: Collection[int], day: date) -> frozenset[int]:
    """Those of these people to whom no precise lead may come on a day (rules.md §2.2, eligible)."""
    since = began(day)
    if since is None:
        return frozenset()
    found = db.session.execute(facts(ids, since))
    return frozenset(
        row.id for row in found if not may_have_precise(newcomer(row, since), day).allowed
    )


def facts(ids: Collection[int], since: date) -> Any:
    """What the rule asks of each of these people, in one query."""
    then = (
        select(PayGrade.grade)
        .where(PayGrade.person_id == Person.id, PayGrade.since <= since)
        .order_by(PayGrade.since.desc())
        .limit(1)
        .scalar_subquery()
    )
    of_him = OnboardingException.person_id == Person.id
    last = (
        select(func.max(OnboardingException.id)).where(of_him).correlate(Person).scalar_subquery()
    )
    first_day = func.coalesce(Person.precise_from, Person.hired_on).label("first_day")
    return (
        select(Person.id, first_day, then.label("grade"), OnboardingPass.since)
        .add_columns(OnboardingException.first, OnboardingException.last)
        .outerjoin(OnboardingPass, OnboardingPass.person_id == Person.id)
        .outerjoin(OnboardingException, OnboardingException.id == last)
        .where(Person.id.in_(ids))
    )


def newcomer(row: Row[Any], since: date | None) -> Newcomer:
    lifted = (row.first, row.last) if row.first else None
    return Newcomer(since, row.first_day, row.grade, row.since, lifted)


def check(ids: Sequence[int]) -> None:
    """Raises RuleBroken("move_onboarding") where one of these leads, just handed on, is precise and
    came to somebody who may not have one, in whichever way (rules.md §2.2, §7)."""
    precise = (among(Lead.id, ids), Lead.kind == PRECISE, Lead.owner_id.is_not(None))
    owners = db.session.scalars(select(Lead.owner_id).where(*precise).distinct()).all()
    held_up = barred([one for one in owners if one is not None], clock.today())
    if held_up:
        raise RuleBroken("move_onboarding", name=db.session.get_one(Person, min(held_up)).name)
