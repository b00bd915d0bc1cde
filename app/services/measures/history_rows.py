"""The rows that first calls and follow-ups of leads are worked out from.

Statements made once: they run whenever a call comes in, and to make them takes longer than to run
them.
"""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, select, update

from app.models import Call, FirstCall, FollowUp, Lead, LeadChange, LeadMove, Touch
from app.models.counted import COUNTS, DIAL
from app.models.merging import kept_for

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
OF_FIRST = (Call.lead_id, Call.id, Call.person_id, Call.day, Call.started_at, Lead.arrived_at)
PLACE = func.row_number().over(partition_by=Call.lead_id, order_by=(Call.started_at, Call.id))
IN_ORDER = (
    select(*OF_FIRST, PLACE.label("place"))
    .join(Lead, Lead.id == Call.lead_id)
    .where(Call.lead_id.in_(IDS), Lead.kind == "precise")
    .where(COUNTS, DIAL, Call.started_at >= Lead.arrived_at)
    .subquery()
)
FIRSTS = select(IN_ORDER).where(IN_ORDER.c.place == 1).order_by(IN_ORDER.c.lead_id)
CALLS = (
    select(Call.lead_id, Call.started_at, Call.person_id, Call.follow_up_at, Call.id)
    .where(Call.lead_id.in_(IDS), COUNTS)
    .order_by(Call.id)
)
CLEAR = {model: delete(model).where(model.lead_id.in_(IDS)) for model in (FirstCall, FollowUp)}

FIRST_DAY = select(FirstCall.day).where(FirstCall.lead_id == Lead.id).scalar_subquery()
KEEP = (
    update(Lead)
    .where(Lead.id.in_(IDS), Lead.first_called_on.is_distinct_from(FIRST_DAY))
    .values(first_called_on=FIRST_DAY)
)


def of_kept(what: Any, *told: Any) -> Any:
    """Rows of append-only tables with some leads, also of those that were merged into them."""
    query = select(kept_for(), what.at, *told).join(Lead, Lead.id == what.lead_id)
    return query.where(Lead.id.in_(IDS) | Lead.merged_into_id.in_(IDS)).order_by(what.id)


TOUCHES = of_kept(Touch, Touch.person_id).where(Touch.answered)
DATES = of_kept(LeadChange, LeadChange.person_id, LeadChange.after).where(
    LeadChange.field == "due_at"
)
MOVES = of_kept(LeadMove, LeadMove.from_id, LeadMove.to_id, LeadMove.rule)
