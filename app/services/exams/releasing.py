"""The right answers of a paper let out (rules.md §7: they are not sent before)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Attempt, PaperRelease, Person
from app.services import audit
from app.services.exams import papers
from app.services.transaction import write


@dataclass(frozen=True)
class Released:
    at: datetime
    by: str


def release(paper_id: int, by_id: int) -> int:
    """Who has ended an attempt by now sees its right answers; how many attempts those are. Raises
    RuleBroken("missing" | "paper_not_out")."""
    with write() as session:
        paper = papers.locked(paper_id)
        if paper.published_at is None:
            raise RuleBroken("paper_not_out")
        count = waiting(paper_id, since=last_at(paper_id))
        session.add(PaperRelease(paper_id=paper.id, at=clock.now(), by_id=by_id))
        audit.note("answers_released", f"paper:{paper.id}", by_id, attempts=count)
        return count


def waiting(paper_id: int, since: datetime | None) -> int:
    """How many attempts ended after the last release."""
    query = select(func.count()).where(Attempt.paper_id == paper_id, Attempt.ended_at.is_not(None))
    return db.session.scalar(query.where(Attempt.ended_at > since) if since else query) or 0


def last_at(paper_id: int) -> datetime | None:
    return db.session.scalar(
        select(func.max(PaperRelease.at)).where(PaperRelease.paper_id == paper_id)
    )


def of(paper_id: int) -> list[Released]:
    """The last one first."""
    query = (
        select(PaperRelease.at, Person.name)
        .join(Person, Person.id == PaperRelease.by_id)
        .where(PaperRelease.paper_id == paper_id)
        .order_by(PaperRelease.id.desc())
    )
    return [Released(at, name) for at, name in db.session.execute(query)]
