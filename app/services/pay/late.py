"""What a month takes over from closed ones: lines still waited for, and differences (rules.md §8)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import PayEntry, PayLine, PayMonth, Receipt
from app.rules.pay import adjusting, lines, plan
from app.rules.pay.adjusting import Difference
from app.rules.pay.lines import Line, yuan
from app.rules.why import Why
from app.services.pay import computing, months, seals, standing
from app.services.pay.computing import Computed, Key, Proposal
from app.services.pay.standing import ADJUSTMENT
from app.services.transaction import among


def of(found: PayMonth, waiting: Collection[Key]) -> list[Proposal]:
    """What comes on top of the month's own lines. Only the earliest month that is not closed takes
    differences, else two would take the same. `waiting`: lines of closed months that came over.
    A closed month is computed once more only where something that it rests on was changed."""
    takes = months.earliest_open() == found.month
    touches, asked = seals.touches(), {earned for _, earned, _ in waiting}
    proposals: list[Proposal] = []
    for closed in months.closed_before(found.month):
        if closed.month not in touches and closed.month not in asked:
            continue
        again = computing.of(closed.month, plan.read(closed.plan or {}))
        proposals += [one for one in again.proposals() if one.key in waiting]
        changed = list(differences(found, closed, again)) if takes else []
        proposals += changed
        if takes and not changed:
            seals.settle(closed, touches.get(closed.month, ()))
    return proposals


def differences(found: PayMonth, closed: PayMonth, again: Computed) -> Iterator[Proposal]:
    """The closed month recomputed by its own plan, less what it stands at, by person and kind."""
    left_out = standing.unsettled(closed.month)
    changed = adjusting.differences(again.lines, standing.stands(closed.month), left_out)
    before = evidence_then(closed.month) if changed else {}
    for one in changed:
        same = [x for x in again.lines if x.kind == one.kind]
        own = [x for x in same if x.person == one.person and (x.person, x.key) not in left_out]
        rows = together(again.evidence.of(x) for x in own)
        evidence = {"rows": rows, **compared(before.get((one.person, one.kind), {}), rows)}
        evidence["later"] = decided_since(closed, evidence)
        yield Proposal(
            line(found, again, one),
            closed.month,
            one.kind,
            evidence,
            again.competed(same),
            last_proposer(again, own),
        )


def last_proposer(again: Computed, own: Sequence[Line]) -> int | None:
    """Who proposed what is behind a difference, the latest of several: he has no word on it."""
    found = [by for by in map(again.proposer, own) if by is not None]
    return found[-1] if found else None


def line(found: PayMonth, again: Computed, one: Difference) -> Line:
    said = {
        "period": again.month.period.code,
        "line": {"code": f"line_{one.kind}"},
        "now_fen": one.now_fen,
        "stands_fen": one.stands_fen,
    }
    into = months.period(found.month).code
    return Line(
        person=one.person,
        kind=ADJUSTMENT,
        key=f"{ADJUSTMENT}:{into}:{one.kind}",
        fen=one.fen,
        rule=0,
        why=Why("pay_adjustment", said),
        sum=f"{yuan(one.now_fen)} − {bracketed(one.stands_fen)} = {yuan(one.fen)}",
    )


def bracketed(fen: int) -> str:
    return yuan(fen) if fen >= 0 else f"({yuan(fen)})"


def evidence_then(earned: date) -> Mapping[tuple[int, str], dict[str, set[int]]]:
    """The rows behind what was posted of a month, as they were named then."""
    query = select(PayEntry.person_id, PayEntry.settles, PayLine.evidence, PayLine.kind)
    query = query.join(PayLine, PayLine.id == PayEntry.line_id).where(PayEntry.earned == earned)
    found: dict[tuple[int, str], dict[str, set[int]]] = {}
    for person_id, kind, evidence, of in db.session.execute(query.order_by(PayEntry.id)):
        if of == ADJUSTMENT:  # it named them all anew
            found.pop((person_id, kind), None)
        named = found.setdefault((person_id, kind), {})
        for what, ids in evidence.get("rows", {}).items():
            named.setdefault(what, set()).update(ids)
    return found


def together(some: Iterable[Mapping[str, Iterable[int]]]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for rows in some:
        for what, ids in rows.items():
            found.setdefault(what, set()).update(ids)
    return {what: sorted(ids) for what, ids in found.items()}


def compared(then: Mapping[str, set[int]], now: Mapping[str, list[int]]) -> dict[str, object]:
    """Rows that came on top, and rows that count no more: voided, withdrawn, refunded in full."""
    added = {what: sorted({*ids} - then.get(what, set())) for what, ids in now.items()}
    missing = {what: sorted(ids - {*now.get(what, ())}) for what, ids in then.items()}
    return {"added": added, "missing": missing}


def decided_since(closed: PayMonth, evidence: Mapping[str, object]) -> list[int]:
    """Receipts and refunds, by number, of the deals behind it that were confirmed after closing."""
    named: set[int] = set()
    for part in ("rows", "missing"):
        rows = evidence[part]
        named.update(rows.get(lines.RECEIPTS, ()))  # type: ignore[attr-defined]
    deals = select(Receipt.deal_id).where(among(Receipt.id, named))
    query = select(Receipt.id).where(Receipt.deal_id.in_(deals))
    return sorted(db.session.scalars(query.where(Receipt.decided_at > closed.closed_at)))
