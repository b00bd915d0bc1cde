"""What stands of a month: its lines as they were proposed last, and its ledger (rules.md §8)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import PayDecision, PayEntry, PayLine, PayMonth
from app.rules.pay.adjusting import Keys, Kinds
from app.rules.pay.states import FOR_GOOD
from app.services.transaction import among

ADJUSTMENT = "adjustment"
FURTHER = aliased(PayLine)


def newest() -> ColumnElement[bool]:
    """Whether a line is the last revision of itself and still there."""
    return ~PayLine.gone & ~exists().where(
        FURTHER.month_id == PayLine.month_id,
        FURTHER.person_id == PayLine.person_id,
        FURTHER.earned == PayLine.earned,
        FURTHER.key == PayLine.key,
        FURTHER.revision > PayLine.revision,
    )


def lines(month_id: int) -> Sequence[PayLine]:
    """The lines of a month as they are, by person in the order of the rules."""
    query = select(PayLine).where(PayLine.month_id == month_id, newest())
    order = (PayLine.person_id, PayLine.earned.desc(), PayLine.rule, PayLine.key)
    return db.session.scalars(query.order_by(*order)).all()


def last_revisions(month_id: int) -> Sequence[PayLine]:
    """Of every line that a month ever had its last revision, gone or not."""
    last = (
        select(func.max(PayLine.id))
        .where(PayLine.month_id == month_id)
        .group_by(PayLine.person_id, PayLine.earned, PayLine.key)
    )
    return db.session.scalars(select(PayLine).where(PayLine.id.in_(last))).all()


def decisions(line_ids: Sequence[int]) -> dict[int, PayDecision]:
    query = select(PayDecision).where(among(PayDecision.line_id, line_ids))
    return {one.line_id: one for one in db.session.scalars(query)}


def stands(earned: date) -> Kinds:
    """Fen by person and kind of what was earned in a month: the ledger, and differences that were
    refused since, which are settled as well."""
    ledger = select(PayEntry.person_id, PayEntry.settles, PayEntry.fen)
    ledger = ledger.where(PayEntry.earned == earned, PayEntry.line_id.is_not(None))
    refused = select(PayLine.person_id, PayLine.settles, PayLine.fen)
    refused = refused.join(PayDecision, PayDecision.line_id == PayLine.id)
    refused = refused.join(PayMonth, PayMonth.id == PayLine.month_id)
    refused = refused.where(
        PayLine.earned == earned,
        PayLine.kind == ADJUSTMENT,
        ~PayDecision.yes,
        PayMonth.state.in_(FOR_GOOD),
        newest(),
    )
    found: dict[tuple[int, str], int] = {}
    for query in (ledger, refused):
        for person_id, kind, fen in db.session.execute(query):
            found[person_id, kind] = found.get((person_id, kind), 0) + fen
    return found


def unsettled(earned: date) -> Keys:
    """Lines of a closed month, by person and key, that were refused or are still waited for."""
    mine = (PayLine.earned == earned, PayLine.kind != ADJUSTMENT)
    proposed = select(PayLine.person_id, PayLine.key).where(*mine, newest())
    posted = select(PayLine.person_id, PayLine.key).where(*mine)
    posted = posted.join(PayEntry, PayEntry.line_id == PayLine.id)
    return pairs(proposed) - pairs(posted)


def pairs(query: Select[int, str]) -> set[tuple[int, str]]:
    return {(person_id, key) for person_id, key in db.session.execute(query)}
