"""An answer in practice: right or wrong, and when the question comes back (rules.md §7)."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, PracticeCard, PracticeReview, Question, QuestionVersion
from app.rules.exams import question as asked
from app.rules.exams import spacing
from app.rules.exams.knowing import is_right
from app.rules.exams.spacing import Memory
from app.services import settings
from app.services.practice import pile
from app.services.questions import bank
from app.services.transaction import write

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What somebody says to the version he saw, as his answer number `nth` to that question."""

    question_id: int
    version_id: int
    nth: int
    said: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """An answer that was given, with the question as it was asked."""

    review: PracticeReview
    asked: asked.Question


def answer(person_id: int, given: Answer) -> int:
    """Keeps an answer and plans the question anew; returns the answer's number. Nothing said is not
    known.

    Raises RuleBroken("missing" | "practice_not_due" | "practice_answered" | "practice_changed"):
    another tab was quicker, or the trainer put the question differently meanwhile.
    """
    with write() as session:
        session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
        seen = pile.shown(pile.due(person_id, given.question_id))
        check(given, seen)
        memory = plan(person_id, given, right := is_right(seen.said, given.said))
        row = PracticeReview(
            person_id=person_id,
            question_id=given.question_id,
            nth=given.nth,
            version_id=given.version_id,
            said=list(given.said),
            right=right,
            at=memory.last_at,
            due_at=memory.due_at,
        )
        session.add(row)
        session.flush()
        return row.id


def check(given: Answer, seen: pile.Shown) -> None:
    if seen.item.answers != given.nth - 1:
        raise RuleBroken("practice_answered")
    if seen.version_id != given.version_id:
        raise RuleBroken("practice_changed")


def plan(person_id: int, given: Answer, right: bool) -> Memory:
    """The card after an answer; the first one makes it. What waits for days comes back with the
    morning of its day, not at the minute."""
    now, key = clock.now(), (person_id, given.question_id)
    card = db.session.get(PracticeCard, key)
    numbers = settings.values(spacing.SETTINGS, clock.day_of(now))
    memory = spacing.after(memory_of(card), right, now, numbers)
    if memory.waits >= A_DAY:
        memory = replace(memory, due_at=clock.bounds(clock.day_of(memory.due_at))[0])
    if card is None:
        card = PracticeCard(person_id=person_id, question_id=given.question_id)
        db.session.add(card)
    for name, value in vars(memory).items():
        setattr(card, name, value)
    card.answers = given.nth
    db.session.flush()
    return memory


def memory_of(card: PracticeCard | None) -> Memory | None:
    if card is None:
        return None
    return Memory(**{one.name: getattr(card, one.name) for one in fields(Memory)})


def given_by(person_id: int, review_id: int) -> Answered:
    """An answer of his own. Raises RuleBroken("missing")."""
    query = (
        select(PracticeReview, QuestionVersion, Question.kind)
        .join(QuestionVersion, QuestionVersion.id == PracticeReview.version_id)
        .join(Question, Question.id == PracticeReview.question_id)
        .where(PracticeReview.id == review_id, PracticeReview.person_id == person_id)
    )
    found = db.session.execute(query).one_or_none()
    if found is None:
        raise RuleBroken("missing")
    row, version, kind = found
    return Answered(row, bank.said(version, kind))
