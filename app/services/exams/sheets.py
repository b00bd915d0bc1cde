"""An attempt as a trainer sees it: each answer, what it earned and why (rules.md §7)."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Attempt, AttemptQuestion, AttemptScore, Person
from app.rules.exams.marking import BY_HAND
from app.rules.exams.scoring import Scored, earns
from app.services.exams import late, marks, reading, takers
from app.services.exams.late import Accepted, Change, LateAnswer
from app.services.exams.marks import Given


@dataclass(frozen=True)
class Row:
    """A question with the answer that holds. `earned`: None while it waits, or where it is void;
    `given`: its marks, the last one first; `late`: what arrived for it after the end."""

    place: int
    version_id: int
    of: Scored
    earned: Fraction | None
    given: tuple[Given, ...]
    late: tuple[LateAnswer, ...]

    @property
    def by_hand(self) -> bool:
        """Whether a trainer can give points for it."""
        return self.of.question.kind in BY_HAND and not self.of.is_void and any(self.of.said)


@dataclass(frozen=True)
class Reckoned:
    """What it came to, each time it was reckoned."""

    why: str
    score: Fraction
    full: int
    unmarked: int
    passed: bool
    at: datetime
    by: str | None


@dataclass(frozen=True)
class Sheet:
    """`rows` are empty while it runs: nobody looks over a shoulder."""

    attempt: Attempt
    state: str
    scores: list[Reckoned]
    rows: list[Row]
    late: list[LateAnswer]
    accepted: list[Accepted]
    change: Change | None


def of(paper_id: int, attempt_id: int) -> Sheet:
    """Raises RuleBroken("missing")."""
    attempt = db.session.get(Attempt, attempt_id)
    if attempt is None or attempt.paper_id != paper_id:
        raise RuleBroken("missing")
    arrived = late.of(attempt_id)
    found = rows(attempt_id, arrived) if attempt.ended_at else []
    state, change = takers.state(attempt), late.change(attempt, arrived)
    done = late.accepted(attempt_id) if arrived else []
    return Sheet(attempt, state, scores(attempt_id), found, arrived, done, change)


def scores(attempt_id: int) -> list[Reckoned]:
    query = (
        select(AttemptScore, Person.name)
        .outerjoin(Person, Person.id == AttemptScore.by_id)
        .where(AttemptScore.attempt_id == attempt_id)
        .order_by(AttemptScore.nth)
    )
    return [
        Reckoned(row.why, Fraction(row.score), row.full, row.unmarked, row.passed, row.at, name)
        for row, name in db.session.execute(query)
    ]


def rows(attempt_id: int, arrived: list[LateAnswer]) -> list[Row]:
    held = reading.answers(attempt_id)
    given = marks.of(one.nth for one in held.values())
    query = select(AttemptQuestion.place, AttemptQuestion.version_id)
    asked = db.session.execute(query.filter_by(attempt_id=attempt_id))
    versions = {place: version for place, version in asked}
    return [
        Row(
            place=place,
            version_id=versions[place],
            of=one,
            earned=None if one.is_void else earns(one),
            given=given.get(held[place].nth, ()) if place in held else (),
            late=tuple(each for each in arrived if each.place == place),
        )
        for place, one in reading.scored(attempt_id).items()
    ]
