"""Papers, attempts and mistakes for tests, as the tables hold them: exams.mistake(alice, question)."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import (
    AnswerEvent,
    Attempt,
    AttemptQuestion,
    AttemptScore,
    Paper,
    PaperDraw,
    PaperRelease,
    Person,
    QuestionVersion,
)
from app.rules.exams.question import CHOICES, Option, Question
from app.services.exams import answering, ending, starting
from app.services.exams.answering import Given
from app.services.questions import bank
from app.services.transaction import write
from tests import builders

WORTH = 100
ONE = Question(
    "single", "先打谁?", (Option("约好的", True), Option("新来的")), explanation="答应过的在先。"
)


def question(said: Question = ONE) -> QuestionVersion:
    with write():
        return bank.create(said, 1, None)[1]


def paper(title: str = "规则", **more: object) -> Paper:
    terms = {"minutes": 30, "pass_percent": 80, "retakes": 2, "retake_days": 1}
    return builders.add(Paper(title=title, made_at=clock.now(), **{**terms, **more}))


def attempt(
    person: Person, paper: Paper, *versions: QuestionVersion, ended_at: datetime | None = None
) -> Attempt:
    """An attempt that runs, or one that is over."""
    end = ended_at or clock.now() + timedelta(minutes=30)
    facts = {"nth": 1, "key": str(paper.id), "pass_percent": 80, "offline": False, "full": 100}
    over = {"ended_at": ended_at, "ended_how": "handed_in", "score": "0"} if ended_at else {}
    made = Attempt(paper=paper, person_id=person.id, ends_at=end, **facts, **over)
    made.started_at = end - timedelta(minutes=30)
    builders.add(made)
    for place, version in enumerate(versions, 1):
        asked = {"attempt_id": made.id, "place": place, "version_id": version.id}
        builders.add(AttemptQuestion(points=WORTH, **asked))
    return made


def score(attempt: Attempt, *earned: str | int | None, nth: int = 1) -> None:
    by_place = {str(place): points for place, points in enumerate(earned, 1)}
    facts = {"nth": nth, "why": "ended", "score": "0", "full": 100, "unmarked": 0, "passed": False}
    builders.add(AttemptScore(attempt_id=attempt.id, by_place=by_place, at=clock.now(), **facts))


def release(paper: Paper, by: Person, at: datetime | None = None) -> None:
    builders.add(PaperRelease(paper_id=paper.id, at=at or clock.now(), by_id=by.id))


def mistake(person: Person, version: QuestionVersion, title: str = "规则") -> Attempt:
    """Something got wrong an hour ago whose answers are out."""
    of, hour = paper(title), timedelta(hours=1)
    made = attempt(person, of, version, ended_at=clock.now() - hour)
    score(made, 0)
    release(of, person)
    return made


def bank_of(count: int, kind: str = "single", tag: str = "规则", **more: object) -> list[int]:
    """So many questions of a kind, the right one first; the numbers of their versions."""
    return [question(numbered(kind, nth, tag, **more)).id for nth in range(1, count + 1)]


def numbered(kind: str, nth: int, tag: str, **more: object) -> Question:
    text, right, told = f"{kind} 第{nth}题 ____", f"对的{kind}{nth}", f"解析{kind}{nth}"
    answers = {"true_false": (("true",),), "fill_in": ((right,),), "short": ((right,),)}
    options = (Option(right, True), Option(f"错的{nth}")) if kind in CHOICES else ()
    said = {"options": options, "answers": answers.get(kind, ()), "explanation": told}
    return Question(kind, text, tags=(tag,), **{**said, **more})


def open_paper(*draws: tuple[str, int], title: str = "规则", **terms: object) -> Paper:
    """A paper that can be taken; each draw is a kind and how many."""
    made = paper(title, published_at=clock.now() - timedelta(days=30), **terms)
    for place, (kind, count) in enumerate(draws, 1):
        builders.add(PaperDraw(paper_id=made.id, place=place, kind=kind, count=count))
    return made


def taken(person: Person, paper: Paper, *said: str) -> Attempt:
    """An attempt as somebody takes it: an answer for each place, "" for none, and handed in."""
    number = starting.start(paper.id, person.id, f"{paper.id}")
    for place, text in enumerate(said, 1):
        if text:
            answering.answer(number, person.id, Given(place, "phone", place, (text,)))
    ending.hand_in(number, person.id)
    return db.session.get_one(Attempt, number)


def answer_of(attempt: Attempt, place: int = 1) -> AnswerEvent:
    """The last answer at a place, as it arrived."""
    query = select(AnswerEvent).filter_by(attempt_id=attempt.id, place=place)
    return db.session.scalars(query.order_by(AnswerEvent.id.desc())).first()


def version_at(attempt: Attempt, place: int = 1) -> int:
    return db.session.get_one(AttemptQuestion, (attempt.id, place)).version_id
