"""Points that a trainer gives for answers (rules.md §7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AnswerEvent, AnswerMark, Attempt
from app.services import audit
from app.services.exams import scoring, to_mark
from app.services.exams.to_mark import ToMark
from app.services.onboarding import passing
from app.services.transaction import write

MARKED = "marked"


@dataclass(frozen=True)
class Mark:
    """`seen`: the number of the mark that stood there when he gave his, 0 of none."""

    points: int
    note: str = ""
    seen: int = 0


@dataclass(frozen=True)
class Marked:
    """How many answers got a mark, and who passed by it: in the order of their numbers."""

    answers: int
    passed: tuple[int, ...]


def mark(paper_id: int, version_id: int, given: Mapping[int, Mark], by_id: int) -> Marked:
    """Gives points for answers to a question, by their numbers: all of them, or none. Their
    attempts are reckoned anew. What is as it was seen stays as it is; nobody writes over a mark
    that he has not seen, nor marks what is his own (rules.md §7).

    Raises RuleBroken("missing" | "mark_kind" | "mark_void" | "mark_changed" | "mark_own" |
    "mark_step" | "mark_newer").
    """
    with write():
        attempts = hold(given)
        asked = to_mark.question(paper_id, version_id)
        if asked.is_void:
            raise RuleBroken("mark_void")
        known = {one.event_id: one for one in to_mark.answers(paper_id, asked)}
        new = {nth: one for nth, one in given.items() if is_news(known.get(nth), one, by_id)}
        before = {one.person_id for one in attempts if one.passed_at}
        keep(new, by_id)
        for attempt_id in sorted({known[nth].attempt_id for nth in new}):
            scoring.reckon(attempt_id, MARKED, by_id)
        passed = {one.person_id for one in attempts if one.passed_at} - before
    for person_id in sorted(passed):
        passing.note_if_passed(person_id)
    return Marked(len(new), tuple(sorted(passed)))


def keep(new: Mapping[int, Mark], by_id: int) -> None:
    for nth, one in new.items():
        facts = {"event_id": nth, "points": one.points, "note": one.note}
        db.session.add(AnswerMark(at=clock.now(), by_id=by_id, **facts))
    db.session.flush()
    if new:
        audit.note("answers_marked", f"answer:{min(new)}", by_id, answers=sorted(new))


def hold(given: Mapping[int, Mark]) -> list[Attempt]:
    """The attempts of these answers, in one order for everybody, until the end of the write."""
    of_these = select(AnswerEvent.attempt_id).where(AnswerEvent.id.in_(list(given)))
    query = select(Attempt).where(Attempt.id.in_(of_these)).order_by(Attempt.id)
    query = query.with_for_update(of=Attempt).execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def is_news(answer: ToMark | None, one: Mark, by_id: int) -> bool:
    """Whether there is anything to write down. Raises RuleBroken as `mark`."""
    if answer is None:
        raise RuleBroken("mark_changed")
    if answer.person_id == by_id:
        raise RuleBroken("mark_own")
    seen = next(((each.points, each.note) for each in answer.given if each.id == one.seen), None)
    last = (answer.last.points, answer.last.note) if answer.last else None
    if (one.points, one.note) in (seen, last):
        return False
    if one.points not in answer.steps:
        raise RuleBroken("mark_step")
    if one.seen != (answer.last.id if answer.last else 0):
        raise RuleBroken("mark_newer", by=answer.last.by if answer.last else "")
    return True
