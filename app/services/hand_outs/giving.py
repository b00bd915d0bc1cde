"""A manager gives this lead to that rep, with a reason (rules.md §2.2, by hand)."""

from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person
from app.models.pool import barred_from, callable_on
from app.rules.leads.claims import Standing, barrier
from app.rules.why import Why
from app.services import settings
from app.services.hand_outs import ledger, standings
from app.services.hand_outs.ledger import Entry, Kind
from app.services.people import selling
from app.services.transaction import write

HOW = "given"
OF_PRECISE = ("claim_free_day", "claim_onboarding")


@dataclass(frozen=True)
class Seller:
    """Somebody leads can go to, how he stands today, and what stops him if anything does."""

    id: int
    name: str
    standing: Standing
    stopped: Why | None


def sellers() -> list[Seller]:
    """Everybody who sells, for choosing (rules.md §2.2)."""
    people = selling.sellers()
    found = standings.of_each(people, clock.today())
    return [Seller(one.id, one.name, found[one.id], barrier(found[one.id])) for one in people]


def give(lead_id: int, person_id: int, by_id: int, reason: str) -> None:
    """Gives a waiting lead to somebody; a precise one counts as taken, also beyond the quota.

    An ordinary one may be given on a free day too, and to somebody under training. Raises RuleBroken("missing" | "give_owned" |
    "give_not_callable" | "give_barred" | "give_nobody") and what `rules.claims.barrier` says
    (rules.md §2.2, §2.3).
    """
    with write():
        person = db.session.scalar(select(Person).where(Person.id == person_id).with_for_update())
        lead = db.session.scalar(select(Lead).where(Lead.id == lead_id).with_for_update())
        if lead is None or person is None:
            raise RuleBroken("missing")
        check(lead, person)
        day, now = clock.today(), clock.now()
        if not ledger.take([lead.id], person.id, day, now):
            raise RuleBroken("give_not_callable")
        why = Why("given", {"reason": reason}).as_json()
        kind = Kind(lead.kind, HOW, HOW, now, day, by_id)
        ledger.enter([Entry(lead.id, person.id, why)], kind)


def check(lead: Lead, person: Person) -> None:
    if lead.owner_id is not None:
        raise RuleBroken("give_owned")
    if person.id not in {one.id for one in selling.sellers()}:
        raise RuleBroken("give_nobody")
    day = clock.today()
    standing = standings.of_each([person], day)[person.id]
    stopped = barrier(standing)
    if stopped is not None and (lead.kind == "precise" or stopped.code not in OF_PRECISE):
        raise RuleBroken(f"give_{stopped.code.removeprefix('claim_')}", **stopped.params)
    since = standings.barred_since(day, settings.value("recycle.same_rep_days", day))
    query = select(Lead.id).where(Lead.id == lead.id)
    if db.session.scalar(query.where(barred_from(person.id, since))):
        raise RuleBroken("give_barred", days=settings.value("recycle.same_rep_days", day))
    if db.session.scalar(query.where(callable_on(day))) is None:
        raise RuleBroken("give_not_callable")
