"""The bank as its pages show it: a page of it, one question with its versions (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, Question, QuestionTag, QuestionVersion
from app.rules.exams import question as asked
from app.services.questions import bank

PER_PAGE = 30
IN_USE, RETIRED = "", "retired"


@dataclass(frozen=True)
class Wanted:
    """What is looked for; "" asks for all. `module` "none": those without one."""

    q: str = ""
    module: str = ""
    kind: str = ""
    tag: str = ""
    state: str = IN_USE

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.module or self.kind or self.tag or self.state)


@dataclass(frozen=True)
class Shown:
    """A question with one of its versions; `by`: who made it, "" for the command line."""

    row: Question
    version: QuestionVersion
    said: asked.Question
    by: str = ""


def page_of(wanted: Wanted, page: int) -> tuple[list[Shown], int]:
    """The questions of a page, the newest first, and how many there are in all."""
    query = matching(wanted, select(Question, QuestionVersion))
    total = db.session.scalar(matching(wanted, select(func.count()).select_from(Question))) or 0
    query = query.order_by(Question.id.desc()).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    rows = db.session.execute(query)
    return [Shown(row, version, bank.said(version, row.kind)) for row, version in rows], total


def matching(wanted: Wanted, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    query = query.join(QuestionVersion, bank.holds())
    retired = Question.retired_at.is_not(None)
    query = query.where(retired if wanted.state == RETIRED else ~retired)
    if wanted.q:
        query = query.where(QuestionVersion.text.icontains(wanted.q, autoescape=True))
    if wanted.module:
        query = query.where(QuestionVersion.module == wanted.module.replace("none", ""))
    if wanted.kind:
        query = query.where(Question.kind == wanted.kind)
    if wanted.tag:
        tagged = select(QuestionTag.question_id).where(QuestionTag.tag == wanted.tag)
        query = query.where(Question.id.in_(tagged))
    return query


def tags() -> list[str]:
    """All tags in use, by name."""
    return list(db.session.scalars(select(QuestionTag.tag).distinct().order_by(QuestionTag.tag)))


def versions(question_id: int) -> Sequence[Shown]:
    """All versions of a question, the one that holds first. Raises RuleBroken("missing")."""
    query = (
        select(Question, QuestionVersion, Person.name)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .outerjoin(Person, Person.id == QuestionVersion.made_by_id)
        .where(Question.id == question_id)
        .order_by(QuestionVersion.number.desc())
    )
    found = db.session.execute(query)
    shown = [Shown(row, said, bank.said(said, row.kind), name or "") for row, said, name in found]
    if not shown:
        raise RuleBroken("missing")
    return shown
