"""The word on proposed lines, on exactly what was shown (rules.md §8, how money moves)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayDecision, PayLine, PayMonth, PayRoster, Person
from app.rules.pay import approval
from app.rules.pay.states import FOR_GOOD, OPEN
from app.services import audit
from app.services.pay import months, proposing, standing
from app.services.pay.proposing import Teller
from app.services.transaction import among, write

BIGGEST_ID = 2**53


@dataclass(frozen=True)
class Word:
    yes: bool
    because: str = ""


@dataclass(frozen=True)
class Change:
    """A line that is not as it was shown: `now_fen` None where nothing is left of it."""

    name: str
    kind: str
    shown_fen: int
    now_fen: int | None


class Changed(RuleBroken):
    """Lines have changed since they were shown; nothing was decided."""

    def __init__(self, changes: Sequence[Change]) -> None:
        one = changes[0]
        said = {"n": len(changes), "name": one.name, "line": {"code": f"line_{one.kind}"}}
        super().__init__("award_changed", **said, shown_fen=one.shown_fen, now_fen=one.now_fen or 0)
        self.changes = changes


def decide(line_ids: Sequence[int], word: Word, by_id: int, tell: Teller) -> int:
    """Approves or rejects lines by their numbers, all or none of them, and says how many.

    The lines are computed anew first: what is not as it was shown is told, and nothing is decided.
    Raises RuleBroken("reason_needed" | "award_none" | "missing" | "pay_month_<state>" |
    "award_own" | "award_proposer" | "award_roster" | "award_decided" | "award_not_needed") or
    Changed.
    """
    if not word.yes and not word.because.strip():
        raise RuleBroken("reason_needed")
    wanted = sorted({one for one in line_ids if 0 < one <= BIGGEST_ID})
    if not wanted:
        raise RuleBroken("award_none")
    for month, state in months_of(wanted):
        if state not in (OPEN, *FOR_GOOD):
            proposing.propose(month, tell, by_id)
    with write() as session:
        for month, _ in months_of(wanted):
            months.locked(month)
        lines = session.scalars(select(PayLine).where(among(PayLine.id, wanted))).all()
        check(lines, wanted, by_id)
        now = {"by_id": by_id, "at": clock.now()}
        session.add_all(PayDecision(line_id=one.id, **vars(word), **now) for one in lines)
        verdict = "pay_approved" if word.yes else "pay_rejected"
        audit.note(verdict, f"pay_lines:{len(lines)}", by_id, lines=wanted, because=word.because)
        return len(lines)


def months_of(line_ids: Sequence[int]) -> list[tuple[date, str]]:
    query = select(PayMonth.month, PayMonth.state).join(PayLine, PayLine.month_id == PayMonth.id)
    query = query.where(among(PayLine.id, line_ids)).distinct().order_by(PayMonth.month)
    return [(month, state) for month, state in db.session.execute(query)]


def check(lines: Sequence[PayLine], wanted: Sequence[int], by_id: int) -> None:
    if len(lines) != len(wanted):
        raise RuleBroken("missing")
    closed = [state for _, state in months_of(wanted) if state in FOR_GOOD]
    if closed:
        raise RuleBroken(f"pay_month_{closed[0]}", step="decide")
    if changes := changed(wanted):
        raise Changed(changes)
    check_each(lines, by_id)
    if standing.decisions(wanted):
        raise RuleBroken("award_decided")


def check_each(lines: Sequence[PayLine], by_id: int) -> None:
    rosters = rosters_of([one.id for one in lines])
    for one in lines:
        if not one.needs_approval:
            raise RuleBroken("award_not_needed")
        competed = rosters.get(one.id, set())
        if why := approval.barred(by_id, one.person_id, one.proposed_by_id, competed):
            raise RuleBroken(why)


def changed(line_ids: Sequence[int]) -> list[Change]:
    """Which of the lines are no longer the last revision, with what they are now."""
    last = aliased(PayLine)
    query = select(Person.name, PayLine.kind, PayLine.fen, last.fen, last.gone)
    query = query.join(Person, Person.id == PayLine.person_id).join(
        last,
        (last.month_id == PayLine.month_id)
        & (last.person_id == PayLine.person_id)
        & (last.earned == PayLine.earned)
        & (last.key == PayLine.key)
        & (last.revision > PayLine.revision),
    )
    query = query.where(among(PayLine.id, line_ids)).order_by(PayLine.id, last.revision)
    return [
        Change(name, kind, shown, None if gone else now)
        for name, kind, shown, now, gone in db.session.execute(query)
    ]


def rosters_of(line_ids: Sequence[int]) -> dict[int, set[int]]:
    query = select(PayRoster.line_id, PayRoster.person_id).where(among(PayRoster.line_id, line_ids))
    found: dict[int, set[int]] = {}
    for line_id, person_id in db.session.execute(query):
        found.setdefault(line_id, set()).add(person_id)
    return found
