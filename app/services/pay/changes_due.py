"""The program itself proposes who may become formal and whose base pay may rise
(rules.md §8.1, §8.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from app import clock
from app.extensions import db, queue
from app.models import PayChange, Person
from app.models.visible import visible_to
from app.rules.days.tenure import whole_months
from app.rules.pay import changes
from app.rules.pay.changes import FORMAL, LEADER_RAISE, Asked, Standing
from app.rules.pay.facts import PROBATION
from app.services.pay import changing, readiness
from app.services.pay.changing import Wish
from app.services.transaction import write


@dataclass(frozen=True)
class Near:
    """Somebody on the way to a change: so many units or months of those that are asked for."""

    person_id: int
    person: str
    kind: str
    done: int
    asked: int
    ready: bool


def near(by_id: int, reach: str) -> list[Near]:
    """Who within reach is on probation or leads a group without a raise, and of whom nothing waits
    for a word."""
    found = standing(visible_to(by_id, reach, clock.today(), Person.id))
    waits = select(PayChange.kind, PayChange.person_id).where(PayChange.decided_at.is_(None))
    waiting = {(kind, person_id) for kind, person_id in db.session.execute(waits)}
    return [one for one in found if (one.kind, one.person_id) not in waiting]


def standing(*which: ColumnElement[bool]) -> list[Near]:
    today = clock.today()
    here = or_(Person.left_on.is_(None), Person.left_on >= today)
    query = select(Person).where(here, Person.hired_on <= today, *which).order_by(Person.id)
    people = db.session.scalars(query).all()
    stand, asked = readiness.of(people, today), readiness.asked(today)
    return [near for one in people for near in ways(one, stand[one.id], asked)]


def ways(person: Person, one: Standing, asked: Asked) -> Iterator[Near]:
    today, who = clock.today(), (person.id, person.name)
    if one.grade == PROBATION:
        ready = changes.against(FORMAL, one, asked, today) is None
        yield Near(*who, FORMAL, one.units, asked.units, ready)
    if one.leads_since and not one.raised:
        ready = changes.against(LEADER_RAISE, one, asked, today) is None
        months = max(0, whole_months(one.leads_since, today))
        yield Near(*who, LEADER_RAISE, months, asked.months, ready)


@queue.daily
def propose_pay_changes() -> dict[str, int]:
    """Once for each who meets the test; what was refused is left to people to propose again."""
    done = {FORMAL: 0, LEADER_RAISE: 0}
    for one in standing():
        with write():
            if one.ready and not proposed(one.kind, one.person_id):
                changing.propose(Wish(one.person_id, one.kind, ""), None)
                done[one.kind] += 1
    return done


def proposed(kind: str, person_id: int) -> bool:
    query = select(PayChange.id).where(PayChange.kind == kind, PayChange.person_id == person_id)
    return db.session.scalar(query.limit(1)) is not None
