"""The questions of the bank that can be drawn for the lines of a paper (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import Question, QuestionTag, QuestionVersion, QuestionVoiding
from app.rules.exams import enough
from app.rules.exams.enough import Lack, Line
from app.services.questions import bank


@dataclass(frozen=True)
class Drawn:
    """A line of a paper: so many of a module, a tag and a kind; "" asks for any. `points` each, in
    hundredths."""

    module: str
    tag: str
    kind: str
    count: int
    points: int | None = None


def lines(draws: Sequence[Drawn]) -> list[Line]:
    """Each line with the questions that fit it. None that is out of use, nor one whose version that
    holds is void: it waits for a better one."""
    tagged = with_tags({one.tag for one in draws if one.tag})
    void = select(QuestionVoiding.version_id)
    query = (
        select(Question.id, Question.kind, QuestionVersion.module)
        .join(QuestionVersion, bank.holds())
        .where(Question.retired_at.is_(None), QuestionVersion.id.not_in(void))
    )
    rows = [(row.id, row.kind, row.module) for row in db.session.execute(query)]
    return [
        Line(
            frozenset(
                number
                for number, kind, module in rows
                if one.kind in ("", kind)
                and one.module in ("", module)
                and (not one.tag or number in tagged.get(one.tag, ()))
            ),
            one.count,
        )
        for one in draws
    ]


def with_tags(tags: set[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    if not tags:
        return found
    query = select(QuestionTag.tag, QuestionTag.question_id).where(QuestionTag.tag.in_(tags))
    for tag, number in db.session.execute(query):
        found.setdefault(tag, set()).add(number)
    return found


def lacks(draws: Sequence[Drawn]) -> list[Lack]:
    return enough.lacks(lines(draws))
