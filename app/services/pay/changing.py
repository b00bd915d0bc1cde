"""Proposes what changes somebody's pay for longer than a month; somebody else decides
(rules.md §8.1, §8.2, §8.14)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayChange, Person
from app.rules.pay import changes
from app.rules.pay.allowances import CONDITIONS
from app.rules.pay.changes import ALLOWANCE, FORMAL, KINDS
from app.services import audit
from app.services.pay import readiness
from app.services.pay.deciding import Word
from app.services.people import records
from app.services.transaction import write

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wish:
    """`name`, `condition`, `fen` and the days are of an allowance alone."""

    person_id: int
    kind: str
    reason: str
    name: str = ""
    condition: str = ""
    fen: int = 0
    starts_on: date | None = None
    ends_on: date | None = None


def propose(wish: Wish, by_id: int | None) -> int:
    """Puts it before somebody else; by nobody it is the program that proposes. Raises
    RuleBroken("reason_needed" | "change_terms" | "change_days" | "missing" | "change_waits") and
    what `changes.against` finds."""
    check(wish, by_id)
    try:
        with write() as session:
            check_ready(wish.kind, wish.person_id)
            one = PayChange(**vars(wish), proposed_by_id=by_id, proposed_at=clock.now())
            one.because = one.end_reason = ""
            session.add(one)
            session.flush()
            told = {"change": one.id, "kind": wish.kind, "name": wish.name, "fen": wish.fen}
            audit.note("pay_change_proposed", f"person:{wish.person_id}", by_id, **told)
            return one.id
    except IntegrityError as twice:
        raise RuleBroken("change_waits") from twice


def check(wish: Wish, by_id: int | None) -> None:
    if by_id is not None and not wish.reason.strip():
        raise RuleBroken("reason_needed")
    terms = bool(wish.name.strip()) and wish.fen > 0 and wish.condition in CONDITIONS
    terms = terms and wish.starts_on is not None
    if wish.kind not in KINDS or (wish.kind == ALLOWANCE) != terms:
        raise RuleBroken("change_terms")
    if wish.starts_on and wish.ends_on and wish.ends_on < wish.starts_on:
        raise RuleBroken("change_days")


def check_ready(kind: str, person_id: int) -> Person:
    """The test of the rules, the same before and at the word."""
    person = db.session.get(Person, person_id)
    if person is None:
        raise RuleBroken("missing")
    today = clock.today()
    one = readiness.of([person], today)[person.id]
    if why := changes.against(kind, one, readiness.asked(today), today):
        raise RuleBroken(why.code, **why.params)
    return person


def decide(change_id: int, word: Word, by_id: int) -> PayChange:
    """The word, once: never on one's own pay, nor on what one proposed. The test is repeated; formal
    and a raise hold from the day after (rules.md §8.2).

    Raises RuleBroken("reason_needed" | "missing" | "award_own" | "award_proposer" |
    "change_decided") and what `changes.against` finds.
    """
    if not word.yes and not word.because.strip():
        raise RuleBroken("reason_needed")
    with write() as session:
        one = found(change_id, by_id)
        said: dict[str, Any] = {**vars(word), "decided_by_id": by_id, "decided_at": clock.now()}
        if word.yes and one.kind != ALLOWANCE:
            said["starts_on"] = clock.today() + ONE_DAY
        if word.yes:
            person = check_ready(one.kind, one.person_id)
        waits = update(PayChange).where(PayChange.id == one.id, PayChange.decided_at.is_(None))
        if not session.execute(waits.values(said)).rowcount:  # type: ignore[attr-defined]
            raise RuleBroken("change_decided")
        if word.yes and one.kind == FORMAL:
            records.pay(person, said["starts_on"], FORMAL, by_id=by_id)
        told = {"change": one.id, "kind": one.kind, "yes": word.yes, "because": word.because}
        audit.note("pay_change_decided", f"person:{one.person_id}", by_id, **told)
        return one


def found(change_id: int, by_id: int) -> PayChange:
    one = db.session.get(PayChange, change_id)
    if one is None:
        raise RuleBroken("missing")
    if one.person_id == by_id:
        raise RuleBroken("award_own")
    if one.proposed_by_id == by_id and one.decided_at is None:
        raise RuleBroken("award_proposer")
    return one


def end(change_id: int, last: date | None, reason: str, by_id: int) -> None:
    """It holds to this day and no longer; said once, by somebody else than whose pay it is. Raises
    RuleBroken("reason_needed" | "missing" | "award_own" | "change_days" | "change_ended")."""
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write() as session:
        one = found(change_id, by_id)
        if last is None or one.starts_on is None or last < one.starts_on:
            raise RuleBroken("change_days")
        said = {"ends_on": last, "ended_by_id": by_id, "ended_at": clock.now()}
        holds = update(PayChange).where(PayChange.id == one.id, PayChange.yes.is_(True))
        holds = holds.where(PayChange.ended_at.is_(None), PayChange.kind != FORMAL)
        done: Any = session.execute(holds.values(**said, end_reason=reason.strip()[:200]))
        if not done.rowcount:
            raise RuleBroken("change_ended")
        told = {"change": one.id, "last": last.isoformat(), "reason": reason}
        audit.note("pay_change_ended", f"person:{one.person_id}", by_id, **told)
