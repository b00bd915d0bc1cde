"""First calls, follow-ups and cool-downs are what happened (rules.md §6, §2.3)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models import FirstCall, FollowUp, Lead
from app.rules.leads.complaints import UNTIL_LIFTED
from app.services.checks.finding import Finding, among, listed
from app.services.complaints.listing import rests
from app.services.measures import histories

AT_ONCE = 2_000


def first_calls_are_first() -> list[Finding]:
    """The first call of each precise lead, and its working time, is what its calls make."""
    return listed("check_first_calls", unlike(FirstCall, histories.first_calls))


def follow_ups_are_as_they_went() -> list[Finding]:
    return listed("check_follow_ups", unlike(FollowUp, histories.follow_ups))


def unlike(model: Any, work_out: Any) -> list[int]:
    """The leads of which something else is kept than what their history makes."""
    return [lead for ids in some_leads() for lead in differing(model, ids, work_out(ids))]


def some_leads() -> Iterator[list[int]]:
    last = 0
    while True:
        query = select(Lead.id).where(Lead.id > last).order_by(Lead.id).limit(AT_ONCE)
        ids = list(db.session.scalars(query))
        if not ids:
            return
        yield ids
        last = ids[-1]


def differing(model: Any, ids: list[int], made: list[dict[str, Any]]) -> list[int]:
    names = [column.name for column in model.__table__.columns if column.name != "id"]
    columns = [getattr(model, name) for name in names]
    kept = Counter(map(tuple, db.session.execute(select(*columns).where(model.lead_id.in_(ids)))))
    right = Counter(tuple(one[name] for name in names) for one in made)
    place = names.index("lead_id")
    return sorted({one[place] for one in ((kept - right) + (right - kept))})


def who_complained_rests() -> list[Finding]:
    """A customer's lead rests until the last complaint is lifted, and no longer."""
    resting = func.coalesce(Lead.cool_until == UNTIL_LIFTED, False)
    there = Lead.merged_into_id.is_(None)
    wrong = resting.is_distinct_from(rests())
    return among("check_complaint_rest", select(Lead.id).where(there, wrong))


CHECKS = (first_calls_are_first, follow_ups_are_as_they_went, who_complained_rests)
