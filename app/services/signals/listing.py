"""Signals for who may see them: what stands, what is left alone, what has ended (rules.md §10)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import Person
from app.models.signals import Signal, SignalStep
from app.rules import signals
from app.services.guides import reading
from app.services.guides.reading import Guide
from app.services.signals.acting import DONE, SNOOZED
from app.services.signals.within import Who, seen_by

RECENT = timedelta(days=14)
MOST_ENDED = 50
STEP = aliased(SignalStep)


@dataclass(frozen=True)
class Step:
    what: str
    said: str
    until: date | None
    at: datetime
    by: str


@dataclass(frozen=True)
class Line:
    """A signal with its figures, the talk that may help, and what was done so far."""

    id: int
    person_id: int
    person: str
    code: str
    raised_on: date
    figures: dict[str, object]
    ended_at: datetime | None
    steps: Sequence[Step] = ()
    talks: Sequence[Guide] = ()

    @property
    def snoozed(self) -> Step | None:
        """The last word that leaves it alone, as long as that holds."""
        last = next((one for one in reversed(self.steps) if one.what == SNOOZED), None)
        return last if last and last.until and last.until > clock.today() else None

    @property
    def is_new(self) -> bool:
        """Nobody has done anything yet."""
        return not any(one.what == DONE for one in self.steps) and self.snoozed is None


@dataclass(frozen=True)
class Lists:
    standing: Sequence[Line]
    snoozed: Sequence[Line]
    ended: Sequence[Line] = field(default_factory=tuple)


def of(who: Who, language: str) -> Lists:
    """In as many queries for many signals as for one; what nobody has seen to stands first."""
    ended_lately = Signal.ended_at > clock.now() - RECENT
    query = (
        select(Signal, Person.name)
        .join(Person, Person.id == Signal.person_id)
        .where(seen_by(who), or_(Signal.ended_at.is_(None), ended_lately))
        .order_by(Signal.raised_at.desc(), Signal.id)
    )
    rows = db.session.execute(query).all()
    steps, talks = steps_of([row.id for row, _ in rows]), reading.of(signals.CODES, language)
    lines = [line(row, name, steps[row.id], talks) for row, name in rows]
    standing = [one for one in lines if one.ended_at is None]
    return Lists(
        sorted((one for one in standing if not one.snoozed), key=lambda one: not one.is_new),
        [one for one in standing if one.snoozed],
        [one for one in lines if one.ended_at is not None][:MOST_ENDED],
    )


def line(row: Signal, name: str, steps: Sequence[Step], talks: Sequence[Guide]) -> Line:
    about = (row.id, row.person_id, name, row.code, row.raised_on, row.figures, row.ended_at)
    return Line(*about, steps, [one for one in talks if one.about == row.code])


def steps_of(ids: Collection[int]) -> dict[int, list[Step]]:
    query = (
        select(SignalStep, Person.name)
        .join(Person, Person.id == SignalStep.by_id)
        .where(SignalStep.signal_id.in_(ids))
        .order_by(SignalStep.id)
    )
    found: dict[int, list[Step]] = defaultdict(list)
    for row, name in db.session.execute(query):
        found[row.signal_id].append(Step(row.what, row.said, row.until, row.at, name))
    return found


def waiting(who: Who) -> int:
    """How many stand that nobody has done anything about, nor left alone until a later day."""
    seen_to = or_(STEP.what == DONE, STEP.until > clock.today())
    done = select(STEP.id).where(STEP.signal_id == Signal.id, seen_to).exists()
    query = select(func.count()).where(seen_by(who), Signal.ended_at.is_(None), ~done)
    return db.session.scalar(query) or 0
