"""The beginning of an attempt: once for one press and one person at a time (rules.md §7)."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Attempt, AttemptQuestion, Paper, Person
from app.rules.exams.retaking import Taken, Terms, chance
from app.services.exams import drawing, ending
from app.services.transaction import write


def start(paper_id: int, person_id: int, key: str) -> int:
    """Begins an attempt and returns its number; that of the same press, or of the one that runs.

    Raises RuleBroken("missing" | "exam_key_differs" | "exam_closed" | "exam_passed" | "exam_waits" | "exam_used_up" |
    "exam_too_soon" | "exam_bank_short").
    """
    with write() as session:
        session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
        pressed = select(Attempt).where(Attempt.person_id == person_id, Attempt.key == key)
        if known := session.scalar(pressed):
            return same_paper(known, paper_id)
        earlier = over(paper_id, person_id)
        if earlier and earlier[-1].ended_at is None:
            return earlier[-1].id
        return begin(open_paper(paper_id), person_id, key, earlier)


def same_paper(known: Attempt, paper_id: int) -> int:
    if known.paper_id != paper_id:
        raise RuleBroken("exam_key_differs")
    return known.id


def over(paper_id: int, person_id: int) -> list[Attempt]:
    """Somebody's attempts at a paper in their order; what ran out of time is ended first."""
    query = (
        select(Attempt)
        .where(Attempt.paper_id == paper_id, Attempt.person_id == person_id)
        .order_by(Attempt.nth)
        .with_for_update(of=Attempt)
    )
    found = list(db.session.scalars(query))
    for one in found:
        ending.end_if_due(one, clock.now())
    return found


def open_paper(paper_id: int) -> Paper:
    paper = db.session.get(Paper, paper_id)
    if paper is None or paper.published_at is None:
        raise RuleBroken("missing")
    if not paper.is_open:
        raise RuleBroken("exam_closed")
    return paper


def begin(paper: Paper, person_id: int, key: str, earlier: list[Attempt]) -> int:
    why = chance(terms(paper), taken(earlier), clock.today()).why
    if why:
        raise RuleBroken(why.code, **why.params)
    drawn = drawing.draw(paper, person_id)
    now = clock.now()
    made = Attempt(
        paper_id=paper.id,
        person_id=person_id,
        nth=len(earlier) + 1,
        key=key,
        pass_percent=paper.pass_percent,
        offline=paper.offline,
        started_at=now,
        ends_at=now + timedelta(minutes=paper.minutes),
        full=sum(one.points for one in drawn),
    )
    db.session.add(made)
    db.session.flush()
    for place, one in enumerate(drawn, 1):
        asked = {"version_id": one.version_id, "points": one.points}
        db.session.add(AttemptQuestion(attempt_id=made.id, place=place, **asked))
    return made.id


def terms(paper: Paper) -> Terms:
    return Terms(paper.retakes, paper.retake_days)


def taken(attempts: Iterable[Attempt]) -> list[Taken]:
    """Attempts that are over, as the rules see them; one whose end is not noted yet waits."""
    return [
        Taken(
            clock.day_of(one.ended_at or one.ends_at),
            one.passed_at is not None,
            one.unmarked > 0 or one.ended_at is None,
        )
        for one in attempts
    ]
