"""Somebody's papers: where he stands with each, and what he may do next (rules.md §7)."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import or_, select

from app import clock
from app.extensions import db
from app.models import Attempt, Paper
from app.rules.exams.retaking import Chance, chance
from app.services.exams import sitting, starting


@dataclass(frozen=True)
class Standing:
    """A paper with one's own attempts in their order; `running`: the one that goes on."""

    paper: Paper
    attempts: list[Attempt]
    running: Attempt | None
    chance: Chance

    @property
    def questions(self) -> int:
        return sum(one.count for one in self.paper.draws)

    @property
    def passed(self) -> Attempt | None:
        return next((one for one in self.attempts if one.passed_at), None)

    @property
    def may_start(self) -> bool:
        return not self.running and self.paper.is_open and self.chance.why is None


def own(person_id: int) -> list[Standing]:
    """What is open, and what he has taken before: to be done first, then by name."""
    attempts: dict[int, list[Attempt]] = defaultdict(list)
    query = select(Attempt).where(Attempt.person_id == person_id).order_by(Attempt.nth)
    for one in db.session.scalars(query):
        attempts[one.paper_id].append(one)
    is_open = Paper.published_at.is_not(None) & Paper.withdrawn_at.is_(None)
    papers = db.session.scalars(select(Paper).where(or_(is_open, Paper.id.in_(attempts))))
    return sorted((standing(one, attempts[one.id]) for one in papers), key=order)


def of(paper: Paper, person_id: int) -> Standing:
    """Where somebody stands with one paper."""
    query = select(Attempt).where(Attempt.person_id == person_id, Attempt.paper_id == paper.id)
    return standing(paper, list(db.session.scalars(query.order_by(Attempt.nth))))


def standing(paper: Paper, attempts: list[Attempt]) -> Standing:
    running = next((one for one in attempts if sitting.is_running(one)), None)
    over = [one for one in attempts if one is not running]
    found = chance(starting.terms(paper), starting.taken(over), clock.today())
    return Standing(paper, attempts, running, found)


def order(one: Standing) -> tuple[bool, bool, bool, int]:
    return (not one.running, one.passed is not None, not one.paper.required, one.paper.id)
