"""Proposes a month's lines with their evidence; again as often as wanted (rules.md §8)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayLine, PayMonth, PayRoster
from app.rules.pay import approval, states
from app.rules.pay.states import FOR_GOOD, OPEN
from app.rules.why import Why
from app.services import audit
from app.services.pay import computing, late, months, standing
from app.services.pay.computing import Key, Proposal
from app.services.transaction import write

Teller = Callable[[Why], dict[str, str]]
"""Says a reason in each language, so that it is kept as it was said."""


@dataclass(frozen=True)
class Proposed:
    """How many lines were new, changed since they were last proposed, or are no more."""

    state: str
    new: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def any(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def propose(first: date, tell: Teller, by_id: int | None) -> Proposed:
    """Proposes the month that begins on this day as it would be now. What is as it was proposed
    before stays, with what was decided about it; twice adds nothing.

    Raises RuleBroken("pay_month_<state>" | "pay_month_to_come" | "pay_later_closed").
    """
    if first > clock.today():
        raise RuleBroken("pay_month_to_come", period=months.period(first).code)
    with write():
        found = months.locked(first)
        check_order(found)
        began = found.state == OPEN
        plan = months.rules_of(found)
        months.step(found, states.PROPOSE)
        db.session.flush()
        known = {key_of(one): one for one in standing.last_revisions(found.id)}
        wanted = {one.key: one for one in computing.of(first, plan).proposals()}
        wanted |= {one.key: one for one in late.of(found, waiting(first, known))}
        done = keep(found, known, wanted, tell)
        if began or done.any:
            found.proposed_at, found.proposed_by_id = clock.now(), by_id
            audit.note("pay_proposed", f"pay:{months.period(first).code}", by_id, **vars(done))
        return done


def check_order(found: PayMonth) -> None:
    """What was closed later counts on all that was closed before it."""
    if found.state in FOR_GOOD:
        return
    after = [one for one in months.listed() if one.month > found.month and one.state in FOR_GOOD]
    if after:
        raise RuleBroken("pay_later_closed", period=months.period(after[-1].month).code)


def waiting(first: date, known: Mapping[Key, PayLine]) -> set[Key]:
    """Lines of closed months that nobody had decided on when they were closed."""
    return {key for key, one in known.items() if one.earned < first and one.settles == one.kind}


def key_of(one: PayLine) -> Key:
    return one.person_id, one.earned, one.key


def keep(
    found: PayMonth, known: Mapping[Key, PayLine], wanted: Mapping[Key, Proposal], tell: Teller
) -> Proposed:
    new = [one for key, one in wanted.items() if key not in known]
    other = [
        one
        for key, one in wanted.items()
        if key in known and (known[key].gone or known[key].digest != one.digest)
    ]
    gone = [one for key, one in known.items() if key not in wanted and not one.gone]
    add(found, [*new, *other], known, tell)
    db.session.add_all([no_more(one) for one in gone])
    db.session.flush()
    return Proposed(found.state, len(new), len(other), len(gone))


def add(
    found: PayMonth, some: Sequence[Proposal], known: Mapping[Key, PayLine], tell: Teller
) -> None:
    made = []
    for one in some:
        before = known.get(one.key)
        row = line(found, one, tell(one.line.why))
        row.revision = before.revision + 1 if before else 1
        made.append(row)
    db.session.add_all(made)
    db.session.flush()
    for row, one in zip(made, some, strict=True):
        db.session.add_all(PayRoster(line_id=row.id, person_id=n) for n in sorted(one.roster))


def line(found: PayMonth, one: Proposal, text: dict[str, str]) -> PayLine:
    return PayLine(
        month_id=found.id,
        person_id=one.line.person,
        earned=one.earned,
        key=one.line.key,
        kind=one.line.kind,
        settles=one.settles,
        fen=one.line.fen,
        waived_fen=one.line.waived_fen,
        rule=one.line.rule,
        why=one.line.why.as_json(),
        text=text,
        sum=one.line.sum,
        evidence=dict(one.evidence),
        gone=False,
        needs_approval=approval.needed(one.line.kind),
        proposed_by_id=one.proposer,
        digest=one.digest,
        at=clock.now(),
    )


COPIED = (
    *("month_id", "person_id", "earned", "key", "kind", "settles", "rule", "why", "text"),
    *("needs_approval", "proposed_by_id"),
)


def no_more(one: PayLine) -> PayLine:
    """A revision that says that nothing is left of the line."""
    said = {name: getattr(one, name) for name in COPIED}
    nothing = {"fen": 0, "waived_fen": 0, "sum": "", "evidence": {}, "digest": ""}
    return PayLine(**said, **nothing, gone=True, revision=one.revision + 1, at=clock.now())


def copied(one: PayLine, into: PayMonth) -> PayLine:
    """The line as it is, in another month; for within `write()`."""
    said = {name: getattr(one, name) for name in COPIED if name != "month_id"}
    shown = {
        name: getattr(one, name) for name in ("fen", "waived_fen", "sum", "evidence", "digest")
    }
    return PayLine(**said, **shown, month_id=into.id, gone=False, revision=1, at=clock.now())
