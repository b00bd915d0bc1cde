"""Whose the lead with a number is, as far as somebody may know (rules.md §2, identity)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Lead, LeadPhone, Person
from app.models.visible import visible_to
from app.rules.leads.own import masked_name
from app.services.leads import do_not_call

FREE, MINE, OTHERS, POOL, LISTED, GONE = "free", "mine", "others", "pool", "listed", "gone"


@dataclass(frozen=True)
class Whose:
    """`state`: free, mine, others, pool, listed (nobody may call it) or gone (a wrong number).
    `owner` is masked, and `opens` no lead, for who may not see that person's leads."""

    state: str
    opens: int | None = None
    owner: str = ""
    last_call_at: datetime | None = None


@dataclass(frozen=True)
class Holder:
    lead_id: int
    owner_id: int | None
    owner: str
    last_call_at: datetime | None
    gone: bool
    visible: bool


def look(numbers: Collection[str], person_id: int, reach: str) -> Whose:
    """What may be said of the numbers to somebody with this reach: nothing of the customer itself,
    unless he may open it (rules.md §1, §2)."""
    if do_not_call.listed(numbers):
        return Whose(LISTED)
    held = holders(numbers, person_id, reach)
    return said(held[0], person_id) if held else Whose(FREE)


def said(one: Holder, person_id: int) -> Whose:
    opens = one.lead_id if one.visible else None
    if one.gone:
        return Whose(GONE, opens)
    if one.owner_id is None:
        return Whose(POOL, opens, last_call_at=one.last_call_at)
    if one.owner_id == person_id:
        return Whose(MINE, one.lead_id, last_call_at=one.last_call_at)
    owner = one.owner if one.visible else masked_name(one.owner)
    return Whose(OTHERS, opens, owner, one.last_call_at)


def holders(numbers: Collection[str], person_id: int, reach: str) -> list[Holder]:
    """The leads with these numbers, somebody else's before one's own, in one query."""
    seen = visible_to(person_id, reach, clock.today())
    query = (
        select(Lead.id, Lead.owner_id, Person.name, Lead.last_call_at, Lead.gone_because, seen)
        .join(LeadPhone, LeadPhone.lead_id == Lead.id)
        .outerjoin(Person, Person.id == Lead.owner_id)
        .where(LeadPhone.number.in_(numbers))
        .distinct()
    )
    found = [
        Holder(lead_id, owner_id, name or "", at, gone is not None, bool(visible))
        for lead_id, owner_id, name, at, gone, visible in db.session.execute(query)
    ]
    return sorted(found, key=lambda one: (one.owner_id == person_id, one.lead_id))
