"""Whether somebody may become formal, or a leader's base pay may rise (rules.md §8.1, §8.2)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from app.extensions import db
from app.models import Call, PayChange, PayGrade, Person, RoleGrant
from app.rules.measures.periods import DAY, Period
from app.rules.pay.changes import LEADER_RAISE, Asked, Standing
from app.services import settings
from app.services.onboarding import gate
from app.services.pay import facts, plans
from app.services.pay.lasting import LEADER
from app.services.transaction import among

FORMAL_UNITS = "pay.formal_units"


def asked(day: date) -> Asked:
    units: int = settings.value(FORMAL_UNITS, day)
    return Asked(units, plans.in_force(day).plan.leader.after_months)


def of(people: Collection[Person], day: date) -> dict[int, Standing]:
    """How each of some people stands on a day, in as many queries as for one."""
    ids = [one.id for one in people]
    grades, posts, raised = grades_of(ids, day), posts_of(ids, day), raised_of(ids)
    units, onboarding = units_of(people, day), gate.decisions(ids, day)
    return {
        one.id: Standing(
            employed=one.hired_on <= day and (one.left_on is None or day <= one.left_on),
            grade=grades.get(one.id),
            units=units.get(one.id, 0),
            leads_since=posts.get(one.id),
            raised=one.id in posts and raised.get(one.id, date.min) >= posts[one.id],
            onboarding_passed=onboarding[one.id].passed,
        )
        for one in people
    }


def grades_of(ids: Collection[int], day: date) -> dict[int, str]:
    query = select(PayGrade.person_id, PayGrade.grade).where(PayGrade.since <= day)
    query = query.where(among(PayGrade.person_id, ids)).order_by(PayGrade.since)
    return {person: grade for person, grade in db.session.execute(query)}


def posts_of(ids: Collection[int], day: date) -> dict[int, date]:
    """Since when each leads a group, of those who do."""
    query = select(RoleGrant.person_id, RoleGrant.since)
    query = query.where(RoleGrant.role == LEADER, RoleGrant.since <= day)
    query = query.where(or_(RoleGrant.until.is_(None), RoleGrant.until > day))
    found = db.session.execute(query.where(among(RoleGrant.person_id, ids)))
    return {person: since for person, since in found}


def raised_of(ids: Collection[int]) -> dict[int, date]:
    """When each was raised last; one that was ended counts, too."""
    since: Any = PayChange.starts_on
    query = select(PayChange.person_id, since).order_by(since)
    query = query.where(PayChange.kind == LEADER_RAISE, PayChange.yes.is_(True))
    found = db.session.execute(query.where(among(PayChange.person_id, ids)))
    return {person: since for person, since in found}


def units_of(people: Collection[Person], day: date) -> dict[int, int]:
    """Workload since the hire date of each (rules.md §6, §8.2)."""
    if not people:
        return {}
    hired = {one.id: one.hired_on for one in people}
    since = Period(DAY, min(hired.values()), max(day, *hired.values()))
    found: dict[int, int] = {}
    for (person, when), units in facts.units(since, among(Call.person_id, [*hired])).items():
        if hired[person] <= when <= day:
            found[person] = found.get(person, 0) + units
    return found
