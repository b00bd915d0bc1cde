"""The ledger of pay: nothing without a word, nothing lost, and closed months as they were
(rules.md §8, how money moves)."""

from sqlalchemy import String, cast, func, or_, select

from app.extensions import db
from app.models import PayDecision, PayEntry, PayLine, PayMonth, PayRoster, PayStatement
from app.rules.pay import carry
from app.rules.pay.states import FOR_GOOD
from app.services.checks.finding import Finding, among, listed
from app.services.pay import seals, standing

OUT, IN = "carried_out", "carried_in"


def entries_are_their_lines() -> list[Finding]:
    """An entry says what its line said, under the line's own key."""
    names = ("person_id", "fen", "earned", "settles", "kind")
    own = [getattr(PayEntry, name) == getattr(PayLine, name) for name in names]
    key = cast(PayEntry.earned, String) + ":" + cast(PayEntry.person_id, String) + ":" + PayLine.key
    query = select(PayEntry.key).join(PayLine, PayLine.id == PayEntry.line_id)
    return among("check_pay_entry", query.where(or_(*(~same for same in own), PayEntry.key != key)))


def entries_have_their_word() -> list[Finding]:
    """What needs a word has one, of somebody else."""
    query = select(PayEntry.key).join(PayLine, PayLine.id == PayEntry.line_id)
    query = query.outerjoin(PayDecision, PayDecision.line_id == PayLine.id)
    competed = select(PayRoster.line_id).where(
        PayRoster.line_id == PayLine.id, PayRoster.person_id == PayDecision.by_id
    )
    own = or_(
        PayDecision.by_id == PayLine.person_id,
        PayDecision.by_id == func.coalesce(PayLine.proposed_by_id, 0),
        competed.exists(),
    )
    without = or_(PayDecision.id.is_(None), ~PayDecision.yes, own)
    return among("check_pay_word", query.where(PayLine.needs_approval, without))


def closed_months_are_posted_whole() -> list[Finding]:
    """Of a closed month every line that is by rule or approved is in the ledger."""
    query = select(PayLine.id).join(PayMonth, PayMonth.id == PayLine.month_id)
    query = query.outerjoin(PayDecision, PayDecision.line_id == PayLine.id)
    counts = or_(~PayLine.needs_approval, func.coalesce(PayDecision.yes, False))
    posted = select(PayEntry.id).where(PayEntry.line_id == PayLine.id).exists()
    query = query.where(PayMonth.state.in_(FOR_GOOD), standing.newest(), counts, ~posted)
    return among("check_pay_lost", query)


def rests_are_carried() -> list[Finding]:
    """Incentives below zero go on whole: out of one month, and into the next as the same."""
    sums: dict[tuple[object, int], list[tuple[str, int]]] = {}
    query = select(PayEntry.posted, PayEntry.person_id, PayEntry.settles, PayEntry.fen)
    closed = select(PayMonth.month).where(PayMonth.state.in_(FOR_GOOD))
    for posted, person, kind, fen in db.session.execute(query.where(PayEntry.posted.in_(closed))):
        sums.setdefault((posted, person), []).append((kind, fen))
    below = [f"{month} {person}" for (month, person), of in sums.items() if carry.rest(of)]
    return listed("check_pay_carried", sorted(below)) + pairs_are_even()


def pairs_are_even() -> list[Finding]:
    place = (PayEntry.earned, PayEntry.person_id)
    query = select(*place).where(PayEntry.line_id.is_(None)).group_by(*place)
    return among("check_pay_carried", query.having(func.sum(PayEntry.fen) != 0))


def closed_months_are_as_they_were() -> list[Finding]:
    """Every statement of a closed month still says, byte for byte, what it said at the close."""
    other = []
    query = select(PayMonth).where(PayMonth.state.in_(FOR_GOOD)).order_by(PayMonth.month)
    for found in db.session.scalars(query):
        kept = select(PayStatement.person_id, PayStatement.total_fen, PayStatement.digest)
        rows = db.session.execute(kept.where(PayStatement.month_id == found.id)).all()
        sealed = {person: (total, digest) for person, total, digest in rows}
        now = seals.statements(found)
        if sealed and sealed != now:
            differ = [one for one in {*sealed, *now} if sealed.get(one) != now.get(one)]
            other += [f"{found.month:%Y-%m} {one}" for one in sorted(differ)]
    return listed("check_pay_statement", other)


CHECKS = (
    entries_are_their_lines,
    entries_have_their_word,
    closed_months_are_posted_whole,
    rests_are_carried,
    closed_months_are_as_they_were,
)
