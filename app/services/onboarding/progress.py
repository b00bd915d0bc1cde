"""How far newcomers are with their onboarding (rules.md §7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Attempt, Paper, Person
from app.models.visible import visible_to
from app.rules.people.onboarding import Decision
from app.services.onboarding import gate, passing
from app.services.people import selling

PASSED, RUNNING, FAILED, NEW = "passed", "running", "failed", "new"


@dataclass(frozen=True)
class Part:
    """A paper of the onboarding as it stands for somebody: `attempts`, how often he has begun it,
    of `most`; `unmarked`: answers of an attempt that wait for a trainer."""

    title: str
    minutes: int
    pass_percent: int
    most: int
    attempts: int = 0
    passed_at: datetime | None = None
    running: bool = False
    unmarked: int = 0

    @property
    def state(self) -> str:
        if self.passed_at is not None:
            return PASSED
        if self.running:
            return RUNNING
        return FAILED if self.attempts else NEW


@dataclass(frozen=True)
class Progress:
    """Somebody's onboarding: whether precise leads come to him today, and all its parts."""

    person_id: int
    name: str
    hired_on: date
    decision: Decision
    parts: Sequence[Part]

    @property
    def done(self) -> int:
        return sum(part.state == PASSED for part in self.parts)

    @property
    def left(self) -> list[Part]:
        return [part for part in self.parts if part.state != PASSED]


def of(person_id: int) -> Progress:
    """Somebody's own, whoever he is."""
    person = db.session.get_one(Person, person_id)
    decision = gate.decisions([person_id], clock.today())[person_id]
    return Progress(
        person.id, person.name, person.hired_on, decision, parts([person_id])[person_id]
    )


def ahead(person_id: int) -> Progress | None:
    """What stands between somebody and precise leads; None if nothing does."""
    return of(person_id) if gate.barred([person_id], clock.today()) else None


def newcomers(by_id: int, reach: str) -> list[Progress]:
    """Everybody within reach who sells and has not passed for good, the longest here first, in as
    many queries as for one (rules.md §1, §7)."""
    day = clock.today()
    ids = set(db.session.scalars(select(Person.id).where(visible_to(by_id, reach, day, Person.id))))
    people = {one.id: one for one in selling.sellers() if one.id in ids}
    decided = gate.decisions(people, day)
    left = [number for number in people if not decided[number].passed]
    of_each = parts(left)
    found = [Progress(n, people[n].name, people[n].hired_on, decided[n], of_each[n]) for n in left]
    return sorted(found, key=lambda one: (one.hired_on, one.person_id))


def parts(ids: Collection[int]) -> dict[int, list[Part]]:
    """Every required paper with what each of these people has done of it."""
    papers = list(db.session.scalars(select(Paper).where(passing.required()).order_by(Paper.id)))
    of_each = attempts(ids, [paper.id for paper in papers])
    return {n: [part(paper, of_each.get((n, paper.id))) for paper in papers] for n in ids}


def attempts(ids: Collection[int], papers: Collection[int]) -> dict[tuple[int, int], Any]:
    open_ = func.count().filter(Attempt.ended_at.is_(None), Attempt.ends_at > clock.now())
    query = (
        select(Attempt.person_id, Attempt.paper_id, func.count().label("attempts"))
        .add_columns(func.min(Attempt.passed_at).label("passed_at"), open_.label("running"))
        .add_columns(func.sum(Attempt.unmarked).label("unmarked"))
        .where(Attempt.person_id.in_(ids), Attempt.paper_id.in_(papers))
        .group_by(Attempt.person_id, Attempt.paper_id)
    )
    return {(row.person_id, row.paper_id): row for row in db.session.execute(query)}


def part(paper: Paper, had: Any) -> Part:
    terms = (paper.title, paper.minutes, paper.pass_percent, 1 + paper.retakes)
    if had is None:
        return Part(*terms)
    return Part(*terms, had.attempts, had.passed_at, bool(had.running), had.unmarked or 0)
