"""Which calls count, and for whom they count on a day: one place for all that count them."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.models.calls import Call
from app.models.people import Membership

OTHER = aliased(Membership)
COUNTS = Call.voided_at.is_(None)
"""A voided call counts nowhere (rules.md §3)."""
DIAL = Call.direction == "out"
"""Incoming calls are no dials (rules.md §3, §6)."""
INCOMING = Call.direction == "in"
ANSWERED = and_(DIAL, Call.connected)
MISSED = and_(DIAL, ~Call.connected)
CAME_IN = and_(INCOMING, Call.connected)
ADDED = Call.wechat == "added"
INTERESTED = and_(Call.connected, Call.grade.in_(("A", "B")))

NUMBERS: dict[str, ColumnElement[bool]] = {
    "calls": DIAL,
    "connected": ANSWERED,
    "came_in": CAME_IN,
}
"""Which calls are counted, each as one."""
LEADS: dict[str, ColumnElement[bool]] = {
    "called": DIAL,
    "reached": and_(Call.connected),
    "interested": INTERESTED,
    "added": ADDED,
}
"""Of which calls the leads are counted, each lead once."""


@cache
def spans() -> Subquery:
    """Everybody's teams and groups, each from a day to before another, if there is one. The first
    holds for what was before it, too: what counts for a person counts for some place.

    By subqueries and not by windows: of those SQLite makes a table that it reads through for every
    row that is joined. PostgreSQL would ask them again for every row; an offset bids it not to."""
    same = OTHER.person_id == Membership.person_id
    until = select(func.min(OTHER.since)).where(same, OTHER.since > Membership.since)
    earlier = exists().where(same, OTHER.since < Membership.since)
    since = case((earlier, Membership.since), else_=date.min).label("since")
    places = (Membership.person_id, Membership.team_id, Membership.group_id)
    query = select(*places, since, until.scalar_subquery().label("until"))
    return query.suffix_with("OFFSET 0", dialect="postgresql").subquery()


def was_there(span: Subquery, person: Any, day: object) -> ColumnElement[bool]:
    """Whether the person belonged there on the day."""
    c = span.c
    return and_(c.person_id == person, c.since <= day, or_(c.until.is_(None), c.until > day))
