"""A question made or changed by hand, taken out of use, and back (rules.md §7)."""

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Question, QuestionVersion
from app.rules.exams import question as asked
from app.rules.exams.sameness import digest, identity
from app.services import audit
from app.services.questions import bank
from app.services.transaction import write


def create(new: asked.Question, by_id: int) -> int:
    """Adds a question. Raises RuleBroken("question_is_there", number) when it is in the bank."""
    with write():
        name = identity(new.kind, new.text)
        others = bank.known([name]).get(name, [])
        check_new(new, others)
        row, _ = bank.create(new, next_place(others), by_id)
        audit.note("question_created", f"question:{row.id}", by_id)
        return row.id


def change(question_id: int, new: asked.Question, seen: int, by_id: int) -> None:
    """Adds a version that says something new; the same again adds none.

    Raises RuleBroken("missing" | "question_changed" | "question_is_there"): somebody was quicker, or
    the new text is another question's.
    """
    with write():
        row = locked(question_id)
        if row.version != seen:
            raise RuleBroken("question_changed")
        if digest(new) == standing(row).digest:
            return
        move(row, new)
        bank.revise(row, new, by_id)
        audit.note("question_changed", f"question:{row.id}", by_id, version=row.version)


def move(row: Question, new: asked.Question) -> None:
    """The question under its new text."""
    name = identity(new.kind, new.text)
    others = [pair for pair in bank.known([name]).get(name, []) if pair[0].id != row.id]
    check_new(new, others)
    if row.identity != name:
        row.identity, row.nth = name, next_place(others)


def check_new(new: asked.Question, others: list[bank.Standing]) -> None:
    there = bank.same_as(new, others)
    if there:
        raise RuleBroken("question_is_there", number=there[0].id)


def next_place(others: list[bank.Standing]) -> int:
    return max((row.nth for row, _ in others), default=0) + 1


def retire(question_id: int, by_id: int, *, out: bool) -> None:
    """Out of use, or back: no exam draws a question that is out. Raises RuleBroken("missing")."""
    with write():
        row = locked(question_id)
        if (row.retired_at is not None) == out:
            return
        row.retired_at = clock.now() if out else None
        audit.note("question_retired" if out else "question_back", f"question:{row.id}", by_id)


def locked(question_id: int) -> Question:
    query = select(Question).where(Question.id == question_id).with_for_update()
    row = db.session.scalar(query)
    if row is None:
        raise RuleBroken("missing")
    return row


def standing(row: Question) -> QuestionVersion:
    query = select(QuestionVersion).filter_by(question_id=row.id, number=row.version)
    return db.session.scalars(query).one()
