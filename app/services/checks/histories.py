"""First calls, follow-ups and cool-downs are what happened (rules.md §6, §2.3)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, func, or_, select, text

from app.extensions import db
from app.models import DealStanding, FirstCall, FollowUp, Lead, WastedHandOut
from app.models.wasting import wasted_by
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


def first_days_and_deals_are_kept() -> list[Finding]:
    """A lead knows when it was first called and when it became a customer (rules.md §6)."""
    called = select(FirstCall.day).where(FirstCall.lead_id == Lead.id).scalar_subquery()
    made = and_(DealStanding.lead_id == Lead.id, DealStanding.leads_first)
    won = select(DealStanding.counted_on).where(made).scalar_subquery()
    wrong = or_(Lead.first_called_on.is_distinct_from(called), Lead.won_on.is_distinct_from(won))
    return among("check_lead_days", select(Lead.id).where(wrong))


def waste_is_noted() -> list[Finding]:
    """What was handed out for nothing is what the changes of hands make (rules.md §2.3)."""
    made = set(db.session.scalars(text(wasted_by("lead_move"))))
    kept = set(db.session.scalars(select(WastedHandOut.hand_out_id)))
    return listed("check_wasted", sorted(made ^ kept))


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


CHECKS = (
    first_calls_are_first,
    first_days_and_deals_are_kept,
    follow_ups_are_as_they_went,
    waste_is_noted,
    who_complained_rests,
)
