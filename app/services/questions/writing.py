"""The bank taken away as GIFT, on record (rules.md §7; design: an export is logged)."""

from dataclasses import dataclass

from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Question, QuestionVersion
from app.rules.exams import gift_writing
from app.services import audit
from app.services.questions import bank
from app.services.transaction import write


@dataclass(frozen=True)
class Written:
    """`left_out`: the numbers of questions that GIFT cannot hold."""

    text: str
    count: int
    left_out: list[int]


def export(module: str, by_id: int | None) -> Written:
    """All questions in use, of one module or, for "", of all, as GIFT."""
    query = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, bank.holds())
        .where(Question.retired_at.is_(None))
        .order_by(QuestionVersion.module, Question.id)
    )
    if module:
        query = query.where(QuestionVersion.module == module)
    with write():
        done = written([(row, version) for row, version in db.session.execute(query)])
        audit.note("questions_exported", f"module:{module or 'all'}", by_id, questions=done.count)
    return done


def written(rows: list[bank.Standing]) -> Written:
    parts: list[str] = []
    left_out: list[int] = []
    module = None
    for row, version in rows:
        if version.module != module:
            module = version.module
            parts.append(gift_writing.category(module))
        try:
            parts.append(gift_writing.write(bank.said(version, row.kind), f"Q{row.id}"))
        except RuleBroken:
            left_out.append(row.id)
    return Written("\n".join(parts), len(rows) - len(left_out), left_out)
