"""What the sides of a round did on its days, counted from the rows of its roster (rules.md §8.7)."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, func, select

from app.extensions import db
from app.models import Call, DealShare, DealStanding, PkMember, PkRound, PkSide, Presence
from app.models.counted import ANSWERED, COUNTS, DIAL, INCOMING
from app.rules.measures.periods import Period
from app.rules.pay.contest import Side
from app.rules.pay.facts import WHOLE_DAY
from app.rules.pay.lines import WHOLE_BP
from app.services.measures import call_counts
from app.services.pay import plans

WHOLE_PERCENT = 100


def sides_of(found: PkRound, period: Period, here: Mapping[int, int]) -> list[Side]:
    units, firsts = units_of(found, period), firsts_of(found, period)
    reached = reached_of(found, period)
    return [
        Side(
            number=side.id,
            name=side.name,
            units=units.get(side.id, 0),
            half_days=sum(here[one.person_id] for one in side.members),
            firsts=firsts.get(side.id, Fraction(0)),
            reached=reached.get(side.id, 0),
        )
        for side in found.sides
    ]


def half_days(found: PkRound, period: Period, days: Sequence[date]) -> dict[int, int]:
    """By person, on the working days of his employment; without a record both of a day."""
    people = [one.person for side in found.sides for one in side.members]
    query = select(Presence.person_id, Presence.day, Presence.half_days).where(
        Presence.person_id.in_([one.id for one in people]),
        Presence.day.between(period.first, period.last),
    )
    noted = {(person, day): n for person, day, n in db.session.execute(query)}
    return {
        one.id: sum(
            noted.get((one.id, day), WHOLE_DAY)
            for day in days
            if one.hired_on <= day and (one.left_on is None or day <= one.left_on)
        )
        for one in people
    }


def heads(found: PkRound, here: Mapping[int, int], days: int) -> dict[int, list[int]]:
    least = WHOLE_DAY * days * plans.in_force(found.first).plan.present_percent
    return {
        side.id: [
            one.person_id
            for one in side.members
            if here[one.person_id] * WHOLE_PERCENT >= least and days
        ]
        for side in found.sides
    }


def units_of(found: PkRound, period: Period) -> dict[int, int]:
    total: dict[int, int] = {}
    kinds = (ANSWERED, DIAL & ~Call.connected, INCOMING & Call.connected)
    for first, last, weights in call_counts.weighed(period):
        columns = [func.count().filter(kind) for kind in kinds]
        query = by_side(found, Call, *columns)
        query = query.where(COUNTS, Call.day.between(first, last))
        for side, *some in db.session.execute(query):
            total[side] = total.get(side, 0) + weights.units(*some)
    return total


def reached_of(found: PkRound, period: Period) -> dict[int, int]:
    """Different leads that a side connected, counted once for all its people."""
    leads = func.count(Call.lead_id.distinct()).filter(Call.connected)
    query = by_side(found, Call, leads)
    query = query.where(COUNTS, Call.day.between(period.first, period.last))
    return {side: n for side, n in db.session.execute(query)}


def firsts_of(found: PkRound, period: Period) -> dict[int, Fraction]:
    query = by_side(found, DealShare, func.sum(DealShare.share_bp))
    query = query.join(DealStanding, DealStanding.deal_id == DealShare.deal_id)
    counted = DealStanding.counted_on.between(period.first, period.last)
    rows = db.session.execute(query.where(counted, DealStanding.leads_first))
    return {side: Fraction(int(bp), WHOLE_BP) for side, bp in rows}


def by_side(found: PkRound, rows: Any, *columns: Any) -> Select[Any]:
    """Rows of the people on the roster, by their side."""
    query = select(PkMember.side_id, *columns).select_from(PkMember)
    query = query.join(PkSide, PkSide.id == PkMember.side_id)
    query = query.join(rows, rows.person_id == PkMember.person_id)
    return query.where(PkSide.round_id == found.id).group_by(PkMember.side_id)
