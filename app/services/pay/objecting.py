"""Objections to lines of a statement, and their answers (rules.md §8, how money moves)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayLine, PayMonth, PayObjection, Person
from app.rules.pay.states import SEEN
from app.services import audit, settings
from app.services.pay import closing, standing
from app.services.people import working_days
from app.services.transaction import write


@dataclass(frozen=True)
class Open:
    """An objection without an answer; `own`: of who looks."""

    id: int
    name: str
    month: date
    kind: str
    fen: int
    text: str
    at: datetime
    due_on: date
    line_id: int
    own: bool


def object_to(line_id: int, person_id: int, text: str) -> int:
    """Somebody does not agree with a line of his published month; it is to be answered within as
    many working days. Raises RuleBroken("missing" | "objection_text" | "objection_late" |
    "objection_open")."""
    if not text.strip():
        raise RuleBroken("objection_text")
    with write() as session:
        query = select(PayLine, PayMonth).join(PayMonth, PayMonth.id == PayLine.month_id)
        query = query.where(PayLine.id == line_id, PayLine.person_id == person_id)
        found = session.execute(query.where(standing.newest(), PayMonth.state.in_(SEEN))).first()
        if found is None:
            raise RuleBroken("missing")
        line, month = found
        check(line, closing.objections_until(month))
        said = {"line_id": line.id, "person_id": person_id, "text": text.strip()}
        one = PayObjection(**said, at=clock.now(), due_on=due_on())
        session.add(one)
        session.flush()
        audit.note("pay_objected", f"pay_line:{line.id}", person_id, objection=one.id)
        return one.id


def check(line: PayLine, until: date | None) -> None:
    if until is None or clock.today() > until:
        raise RuleBroken("objection_late", until=until or clock.today())
    waits = select(func.count()).where(
        PayObjection.line_id == line.id, PayObjection.answered_at.is_(None)
    )
    if db.session.scalar(waits):
        raise RuleBroken("objection_open")


def due_on() -> date:
    today = clock.today()
    return working_days.around(today).add(today, settings.value(closing.WINDOW, today))


def answer(objection_id: int, by_id: int, text: str) -> None:
    """Somebody else answers, once. Raises RuleBroken("missing" | "objection_answer" |
    "objection_own" | "objection_answered")."""
    if not text.strip():
        raise RuleBroken("objection_answer")
    with write() as session:
        one = session.get(PayObjection, objection_id)
        if one is None:
            raise RuleBroken("missing")
        if one.person_id == by_id:
            raise RuleBroken("objection_own")
        mine = update(PayObjection).where(PayObjection.id == one.id)
        said = {"answer": text.strip(), "answered_by_id": by_id, "answered_at": clock.now()}
        done = session.execute(mine.where(PayObjection.answered_at.is_(None)).values(said))
        if done.rowcount != 1:  # type: ignore[attr-defined]
            raise RuleBroken("objection_answered")
        audit.note("pay_answered", f"pay_line:{one.line_id}", by_id, objection=one.id)


def unanswered(by_id: int) -> list[Open]:
    """What waits for an answer, the first due first."""
    query = (
        select(PayObjection, PayLine, PayMonth.month, Person.name)
        .join(PayLine, PayLine.id == PayObjection.line_id)
        .join(PayMonth, PayMonth.id == PayLine.month_id)
        .join(Person, Person.id == PayObjection.person_id)
        .where(PayObjection.answered_at.is_(None))
        .order_by(PayObjection.due_on, PayObjection.id)
    )
    return [
        Open(
            id=one.id,
            name=name,
            month=month,
            kind=line.kind,
            fen=line.fen,
            text=one.text,
            at=one.at,
            due_on=one.due_on,
            line_id=line.id,
            own=one.person_id == by_id,
        )
        for one, line, month, name in db.session.execute(query)
    ]
