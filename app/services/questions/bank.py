"""Questions and their versions as they stand (rules.md §7)."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from sqlalchemy import delete, select

from app import clock
from app.extensions import db
from app.models import Question, QuestionTag, QuestionVersion
from app.rules.exams import question as asked
from app.rules.exams.question import Option
from app.rules.exams.sameness import digest, identity, is_same

AT_ONCE = 500
Standing = tuple[Question, QuestionVersion]


def said(version: QuestionVersion, kind: str) -> asked.Question:
    """A version as the rules see it."""
    return asked.Question(
        kind=kind,
        text=version.text,
        options=tuple(Option(**one) for one in version.options),
        answers=tuple(tuple(one) for one in version.answers),
        explanation=version.explanation,
        module=version.module,
        tags=tuple(version.tags),
        points=version.points,
    )


def known(identities: Iterable[str]) -> dict[str, list[Standing]]:
    """The questions of these identities with the version that holds, in the order they came."""
    found: dict[str, list[Standing]] = {}
    every = sorted(set(identities))
    for first in range(0, len(every), AT_ONCE):
        query = (
            select(Question, QuestionVersion)
            .join(QuestionVersion, holds())
            .where(Question.identity.in_(every[first : first + AT_ONCE]))
            .order_by(Question.nth)
        )
        for row, version in db.session.execute(query):
            found.setdefault(row.identity, []).append((row, version))
    return found


def holds():  # type: ignore[no-untyped-def]
    """That a version is the one of its question that holds now."""
    return (QuestionVersion.question_id == Question.id) & (
        QuestionVersion.number == Question.version
    )


def completed(new: asked.Question, old: asked.Question) -> asked.Question:
    """What a source does not say about a question stays as it was."""
    return replace(
        new,
        explanation=new.explanation or old.explanation,
        module=new.module or old.module,
        tags=new.tags or old.tags,
        points=old.points if new.points is None else new.points,
    )


def same_as(new: asked.Question, others: Sequence[Standing]) -> Standing | None:
    """The question that this one is, among those of its kind and text; one alike in all first."""
    texts = [one.text for one in new.options]
    alike = [
        pair
        for pair in others
        if is_same(new.kind, texts, (one["text"] for one in pair[1].options))
    ]
    for row, version in alike:
        old = said(version, row.kind)
        if digest(completed(new, old)) == version.digest:
            return row, version
    return alike[0] if alike else None


def create(
    new: asked.Question, nth: int, by_id: int | None, import_id: int | None = None
) -> Standing:
    """Adds a question with its first version, within the running transaction."""
    row = Question(
        kind=new.kind,
        identity=identity(new.kind, new.text),
        nth=nth,
        version=0,
        made_at=clock.now(),
    )
    row.version = 1
    db.session.add(row)
    db.session.flush()
    return row, put(row, new, by_id, import_id)


def revise(
    row: Question, new: asked.Question, by_id: int | None, import_id: int | None = None
) -> QuestionVersion:
    """Adds the next version of a question, within the running transaction."""
    row.version += 1
    return put(row, new, by_id, import_id)


def put(
    row: Question, new: asked.Question, by_id: int | None, import_id: int | None
) -> QuestionVersion:
    version = QuestionVersion(
        question_id=row.id,
        number=row.version,
        digest=digest(new),
        text=new.text,
        options=[asdict(one) for one in new.options],
        answers=[list(one) for one in new.answers],
        explanation=new.explanation,
        module=new.module,
        tags=list(new.tags),
        points=new.points,
        made_at=clock.now(),
        made_by_id=by_id,
        import_id=import_id,
    )
    db.session.add(version)
    if row.version > 1:
        db.session.execute(delete(QuestionTag).where(QuestionTag.question_id == row.id))
    db.session.add_all(QuestionTag(question_id=row.id, tag=tag) for tag in new.tags)
    return version
