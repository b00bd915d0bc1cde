"""The made-up team has sat its papers, with mistakes to practise (rules.md §7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import (
    AnswerEvent,
    Attempt,
    AttemptQuestion,
    AttemptScore,
    OnboardingPass,
    Paper,
    PaperDraw,
    PaperRelease,
    Person,
    Question,
    QuestionTag,
    QuestionVersion,
)
from app.rules.exams.question import CHOICES, LETTERS, SHORT, TRUE_FALSE
from app.services.demo.team import Staff
from app.services.demo.written import written
from app.services.questions import bank

WORTH, ALL_RIGHT, NEW, OLD, WRITERS = 100, 100, 70, 88, 4
Drawn = list[bank.Standing]


@dataclass(frozen=True)
class Sitting:
    """Somebody at a paper: when, and how many in a hundred he gets right."""

    person: Person
    paper: Paper
    start: datetime
    knows: int


def sit(staff: Staff, random: Random, to: date) -> None:
    """Within the running `write()`: everybody has passed the onboarding, has taken the first paper
    and knows its answers since; the newest is not so sure yet. What some wrote in the last paper
    waits for the trainer."""
    trainer = next(one.id for one in staff.people if "trainer" in one.roles)
    papers = list(db.session.scalars(select(Paper).where(Paper.required).order_by(Paper.id)))
    opened = clock.bounds(to - timedelta(days=30))[0]
    for paper in papers:
        paper.published_at = opened
    newest = max(rep.hired_on for rep in staff.reps)
    start = clock.bounds(to - timedelta(days=6))[0] + timedelta(hours=14)
    for rep in staff.reps:
        done = {"since": rep.hired_on, "how": "brought_in", "at": opened}
        db.session.add(OnboardingPass(person_id=rep.id, **done))
        knows = NEW if rep.hired_on == newest else OLD
        take(Sitting(rep, papers[0], start, knows), random)
    for rep in staff.reps[:WRITERS]:
        take(Sitting(rep, papers[-1], start + timedelta(days=3), OLD), random)
    released = start + timedelta(days=1)
    db.session.add(PaperRelease(paper_id=papers[0].id, at=released, by_id=trainer))


def take(sitting: Sitting, random: Random) -> None:
    """An attempt from its first press to its score."""
    drawn = [one for draw in sitting.paper.draws for one in questions(draw, random)]
    rights = [
        None if row.kind == SHORT else random.randrange(ALL_RIGHT) < sitting.knows
        for row, _ in drawn
    ]
    made = attempt(sitting, rights, random)
    for place, (standing, right) in enumerate(zip(drawn, rights, strict=True), 1):
        asked = {"attempt_id": made.id, "place": place}
        db.session.add(AttemptQuestion(version_id=standing[1].id, points=WORTH, **asked))
        db.session.flush()
        at = sitting.start + timedelta(seconds=40 * place)
        said = {"said": answer(standing, right, random), "at": at, "received_at": at, "late": False}
        db.session.add(AnswerEvent(device="phone", seq=place, **asked, **said))
    by_place = {
        str(place): None if right is None else str(WORTH * right)
        for place, right in enumerate(rights, 1)
    }
    facts = {"score": made.score, "full": made.full, "unmarked": made.unmarked}
    passed = made.passed_at is not None
    db.session.add(
        AttemptScore(
            attempt_id=made.id,
            nth=1,
            why="ended",
            passed=passed,
            by_place=by_place,
            at=made.ended_at,
            **facts,
        )
    )


def attempt(sitting: Sitting, rights: list[bool | None], random: Random) -> Attempt:
    """`rights`: None of what waits for a trainer."""
    paper, full, waits = sitting.paper, WORTH * len(rights), rights.count(None)
    score = WORTH * sum(right or 0 for right in rights)
    ended = sitting.start + timedelta(minutes=random.randint(15, paper.minutes - 1))
    passed = not waits and score * 100 >= paper.pass_percent * full
    made = Attempt(
        paper=paper,
        person_id=sitting.person.id,
        nth=1,
        key=str(UUID(int=random.getrandbits(128), version=4)),
        pass_percent=paper.pass_percent,
        offline=paper.offline,
        started_at=sitting.start,
        ends_at=sitting.start + timedelta(minutes=paper.minutes),
        ended_at=ended,
        ended_how="handed_in",
        score=str(score),
        full=full,
        unmarked=waits,
        passed_at=ended if passed else None,
    )
    db.session.add(made)
    db.session.flush()
    return made


def questions(draw: PaperDraw, random: Random) -> Drawn:
    """As many as a draw asks for."""
    query = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, bank.holds())
        .join(QuestionTag, QuestionTag.question_id == Question.id)
        .where(QuestionTag.tag == draw.tag, Question.kind == draw.kind)
        .order_by(Question.id)
    )
    found = [(row, version) for row, version in db.session.execute(query)]
    return random.sample(found, draw.count)


def answer(standing: bank.Standing, right: bool | None, random: Random) -> list[str]:
    """The right answer or a wrong one, as somebody gives it."""
    row, version = standing
    said = bank.said(version, row.kind)
    if row.kind == SHORT:
        return [written(version.text, random)]
    if row.kind in CHOICES:
        wrong = next(a for a, one in zip(LETTERS, said.options, strict=False) if not one.right)
        return list(said.letters) if right else [wrong]
    first = [accepted[0] for accepted in said.answers]
    if row.kind == TRUE_FALSE:
        return first if right else ["false" if first == ["true"] else "true"]
    return first if right else ["" for _ in first]
