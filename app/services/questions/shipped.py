"""The questions that come with the program, put into the bank (rules.md §7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Question, QuestionVersion, ShippedQuestion
from app.rules.exams import gift
from app.rules.exams import question as asked
from app.rules.exams.sameness import digest, identity
from app.services.questions import bank, bringing, shipped_papers
from app.services.transaction import write

LANGUAGES = ("en", "zh")
"""The bank shows the newest first: it begins with those in Chinese."""
PARTS = ("rules", "workflow", "scripts")


@dataclass(frozen=True)
class Text:
    """A shipped question; `key` is the same in both languages."""

    key: str
    language: str
    said: asked.Question


def texts() -> Iterator[Text]:
    """All that ship, a part after the other."""
    folder = files("app.services.shipped") / "questions"
    for language in LANGUAGES:
        for part in PARTS:
            text = (folder / language / f"{part}.gift").read_text("utf-8")
            lines = text.splitlines()
            for one in gift.read(text).understood:
                yield Text(gift.title_of(lines[one.line - 1]), language, one.question)


def fill() -> int:
    """Puts in what is not there yet and renews what nobody changed; how many are new. With the first
    questions come the papers: what the trainer does with those is his.

    What the trainer changed stays so, and what he took out stays out (rules.md §7: importing again
    makes versions, not doubles).
    """
    with write() as session:
        known = {(one.key, one.language): one for one in session.scalars(select(ShippedQuestion))}
        shipped = list(texts())
        for one in shipped:
            if (one.key, one.language) in known:
                renew(known[one.key, one.language], one.said)
        if not known:
            shipped_papers.draft()
        return put_in([one for one in shipped if (one.key, one.language) not in known])


def renew(row: ShippedQuestion, new: asked.Question) -> None:
    if row.digest == digest(new):
        return
    query = select(Question, QuestionVersion).join(QuestionVersion, bank.holds())
    question, version = db.session.execute(query.where(Question.id == row.question_id)).one()
    if version.digest != row.digest:
        return
    name = identity(new.kind, new.text)
    if name != question.identity:
        question.identity, question.nth = name, bringing.highest(name) + 1
    bank.revise(question, new, None)
    row.digest = digest(new)


def put_in(fresh: list[Text]) -> int:
    """New ones in few statements; one that the bank has already is left as the bank has it."""
    known = bank.known(identity(one.said.kind, one.said.text) for one in fresh)
    there, made = [], []
    for one in fresh:
        name = identity(one.said.kind, one.said.text)
        same = bank.same_as(one.said, known.get(name, []))
        if same:
            there.append((one, same[0]))
        else:
            made.append((one, row_of(one.said.kind, name, len(known.get(name, [])) + 1)))
    db.session.add_all(row for _, row in made)
    db.session.flush()
    for one, row in made:
        bank.put(row, one.said, None, None)
    db.session.add_all(
        ShippedQuestion(
            key=one.key, language=one.language, question_id=row.id, digest=digest(one.said)
        )
        for one, row in (*there, *made)
    )
    return len(made)


def row_of(kind: str, name: str, nth: int) -> Question:
    return Question(kind=kind, identity=name, nth=nth, version=1, made_at=clock.now())
