"""Whom the leads of a colleague can go to (rules.md §2.2, eligible; §2.3, the 30 days)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from app import clock
from app.extensions import db
from app.models import Lead, LeadMove, Person
from app.models.visible import ALL, visible_to
from app.rules.leads.quota import ABSENT
from app.services import settings
from app.services.hand_outs import standings
from app.services.people import selling

HAND_OVER = "hand_over"


@dataclass(frozen=True)
class Within:
    """Who hands over, and how far he may reach for it."""

    by_id: int
    reach: str = ALL


@dataclass(frozen=True)
class Receiver:
    """Somebody leads can be handed to: `held`, how many he has; `away`, absent today."""

    id: int
    name: str
    held: int
    away: bool


def of(person_id: int | None, within: Within) -> list[Receiver]:
    """Everybody within reach who sells, but this person, if it is one's; the absent last
    (rules.md §1, §2.2).

    A hand-over needs no quota and no working day, but precise leads may be among the leads, and
    those are not for somebody under training.
    """
    day = clock.today()
    seen = visible_to(within.by_id, within.reach, day, Person.id)
    ids = set(db.session.scalars(select(Person.id).where(seen))) - {person_id}
    people = [one for one in selling.sellers() if one.id in ids]
    stands = standings.of_each(people, day)
    held = held_by(ids)
    found = [
        Receiver(one.id, one.name, held.get(one.id, 0), stands[one.id].half_days == ABSENT)
        for one in people
        if stands[one.id].active and stands[one.id].onboarding_passed
    ]
    return sorted(found, key=lambda one: (one.away, one.id))


def reached(people: Collection[int], within: Within) -> set[int]:
    """Those of the people whose leads are within reach of who hands over (rules.md §1)."""
    seen = visible_to(within.by_id, within.reach, clock.today(), Person.id)
    return set(db.session.scalars(select(Person.id).where(Person.id.in_(people), seen)))


def held_by(ids: Collection[int]) -> dict[int | None, int]:
    query = select(Lead.owner_id, func.count()).where(Lead.owner_id.in_(ids))
    return {owner: n for owner, n in db.session.execute(query.group_by(Lead.owner_id))}


def bars(person_id: int, people: Collection[int]) -> Mapping[int, frozenset[int]]:
    """By lead that this person has, who of these people let go of it, or lost it, in the last 30
    days (rules.md §2.3).

    Who handed it over to a colleague did not: he may have it back when he is here again.
    """
    return bars_of(Lead.owner_id == person_id, people)


def bars_of(leads: ColumnElement[bool], people: Collection[int]) -> Mapping[int, frozenset[int]]:
    """The same of leads by a condition (rules.md §2.3)."""
    since = standings.barred_since(clock.today(), same_rep_days())
    query = (
        select(LeadMove.lead_id, LeadMove.from_id)
        .join(Lead, Lead.id == LeadMove.lead_id)
        .where(leads, LeadMove.from_id.in_(people))
        .where(LeadMove.at >= since, LeadMove.rule != HAND_OVER)
    )
    found: dict[int, set[int | None]] = {}
    for lead_id, giver in db.session.execute(query):
        found.setdefault(lead_id, set()).add(giver)
    return {lead_id: frozenset(filter(None, givers)) for lead_id, givers in found.items()}


def same_rep_days() -> int:
    days: int = settings.value("recycle.same_rep_days", clock.today())
    return days
