"""Whether two people are at one customer: two leads of one company or one WeChat id in different
hands (rules.md §2, identity)."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db, queue
from app.models import Clash, ClashKey, Lead
from app.services.transaction import savepoint, write

MOST, AT_ONCE = 20, 500
"""A name that more leads than this share is of no single customer; pairs that one look raises."""

ONE, TWO = aliased(ClashKey, name="one"), aliased(ClashKey, name="two")
FIRST, SECOND = aliased(Lead, name="first"), aliased(Lead, name="second")


def watch(lead_ids: Collection[int] | None = None) -> int:
    """Raises what is new, among some leads or all; how many it raised. Within a running `write()`.

    Two of which something is open, or was said for the same reason, are not raised again.
    """
    found: dict[tuple[int, int], str] = {}
    for kind, lead_id, other_id in db.session.execute(pairs(lead_ids)):
        found[lead_id, other_id] = max(kind, found.get((lead_id, other_id), ""))  # WeChat says more
    return sum(put(kind, *pair) for pair, kind in found.items())


def pairs(lead_ids: Collection[int] | None) -> Select[str, int, int]:
    shared = select(ClashKey.kind, ClashKey.key).group_by(ClashKey.kind, ClashKey.key)
    if lead_ids is not None:
        mine = select(ClashKey.key).where(ClashKey.lead_id.in_(lead_ids))
        shared = shared.where(ClashKey.key.in_(mine))
    few = shared.having(func.count().between(2, MOST)).subquery()
    query = (
        select(ONE.kind, ONE.lead_id, TWO.lead_id)
        .join(few, and_(few.c.kind == ONE.kind, few.c.key == ONE.key))
        .join(TWO, same_key())
        .join(FIRST, FIRST.id == ONE.lead_id)
        .join(SECOND, SECOND.id == TWO.lead_id)
        .where(in_different_hands(), ~said_before())
        .order_by(ONE.lead_id, TWO.lead_id)
        .limit(AT_ONCE)
    )
    if lead_ids is None:
        return query
    return query.where(or_(ONE.lead_id.in_(lead_ids), TWO.lead_id.in_(lead_ids)))


def same_key() -> ColumnElement[bool]:
    return and_(TWO.kind == ONE.kind, TWO.key == ONE.key, ONE.lead_id < TWO.lead_id)


def in_different_hands() -> ColumnElement[bool]:
    owned = and_(FIRST.owner_id.is_not(None), SECOND.owner_id.is_not(None))
    return and_(owned, FIRST.owner_id != SECOND.owner_id)


def said_before() -> ColumnElement[bool]:
    of_pair = and_(Clash.lead_id == ONE.lead_id, Clash.other_id == TWO.lead_id)
    return exists().where(of_pair, or_(Clash.kind == ONE.kind, Clash.ruled_at.is_(None)))


def put(kind: str, lead_id: int, other_id: int) -> bool:
    """False where somebody else raised it at the same moment."""
    try:
        with savepoint():
            facts = {"number": "", "note": "", "reason": "", "raised_at": clock.now()}
            db.session.add(Clash(kind=kind, lead_id=lead_id, other_id=other_id, **facts))
            db.session.flush()
    except IntegrityError:
        return False
    return True


@queue.hourly
def watch_for_clashes() -> None:
    """What came about by imports, claims and hand-outs since."""
    with write():
        watch()
