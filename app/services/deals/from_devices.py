"""Deals entered on a phone, perhaps without a network, when their records arrive (rules.md §5;
sync.md, kinds)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Deal, DealShare, Lead, Person
from app.models.counted import COUNTS
from app.models.receipts import MONEY
from app.models.visible import OWN
from app.models.voided import UNDONE
from app.rules.deals import record
from app.rules.deals.record import DealRecord
from app.rules.deals.shares import WHOLE_BP
from app.services.customers.within import Who
from app.services.deals import correcting, entering, people, within
from app.services.deals.entering import Said
from app.services.deals.receiving import Came
from app.services.deals.unentered import WON

MOVED, TWIN = "deal_moved", "deal_known"
LONGEST_UUID = 64


@dataclass(frozen=True)
class Taken:
    """What became of a record: the deal, and in a conflict why the customer was left as he is, or
    that the same deal had been entered before; `owner`: whose the customer is now."""

    deal_id: int
    conflict: str | None = None
    owner: str | None = None


def take(uuid: str, lead: Lead | None, payload: Mapping[str, Any], person_id: int) -> Taken:
    """Enters a device's deal under the number of its record, within a running transaction that has
    locked the lead; a second time nothing happens. Nothing of it counts before a confirmation.

    A customer who went to somebody else after he had agreed in a call of this rep's stays as he is,
    the deal is kept: conflict "deal_moved". The same deal, entered by hand meanwhile, is not entered
    again: conflict "deal_known". Raises RuleBroken("call_lead_unknown" | "deal_uuid_taken") and what
    `record.read` and `entering.enter` refuse.
    """
    known = entering.under(uuid)
    if known is not None:
        return Taken(own(known, person_id).id)
    said = record.read(payload)
    if lead is None:
        raise RuleBroken("call_lead_unknown")
    call_id = agreed_in(said.call, lead.id, person_id)
    is_his = lead.owner_id == person_id and not lead.do_not_call
    if not is_his and call_id is None:
        raise RuleBroken("call_lead_unknown")
    twin = same_as(said, lead.id, person_id)
    if twin is not None:
        return Taken(twin, TWIN)
    deal_id = entering.put(deal_of(uuid, lead.id, said, person_id, call_id=call_id), person_id)
    if is_his:
        entering.sign(lead)
        return Taken(deal_id)
    return Taken(deal_id, MOVED, owner_of(lead))


def own(deal: Deal, person_id: int) -> Deal:
    """Raises RuleBroken("deal_uuid_taken") for a deal in which he has no part."""
    if deal.entered_by_id != person_id and not within.has_share(deal, person_id):
        raise RuleBroken("deal_uuid_taken")
    return deal


def agreed_in(uuid: str, lead_id: int, person_id: int) -> int | None:
    """The call in which the customer agreed: the one of this record, else the latest."""
    query = (
        select(Call.id)
        .where(Call.lead_id == lead_id, Call.person_id == person_id)
        .where(Call.disposition == WON, COUNTS)
        .order_by((Call.uuid == uuid).desc(), Call.started_at.desc())
    )
    return db.session.scalar(query.limit(1))


def same_as(said: DealRecord, lead_id: int, person_id: int) -> int | None:
    """A deal with the customer that says the same and is this rep's, too."""
    shared = select(DealShare.deal_id).where(DealShare.person_id == person_id)
    query = (
        select(Deal.id)
        .where(Deal.lead_id == lead_id, Deal.withdrawn_at.is_(None))
        .where(Deal.price_fen == said.price_fen, Deal.signed_on == said.signed_on)
        .where(Deal.product_id.is_not_distinct_from(said.product_id))
        .where(or_(Deal.entered_by_id == person_id, Deal.id.in_(shared)))
    )
    return db.session.scalar(query.order_by(Deal.id).limit(1))


def deal_of(
    uuid: str, lead_id: int, said: DealRecord, person_id: int, *, call_id: int | None
) -> Said:
    """Raises RuleBroken("deal_person_unknown") for who sells no more."""
    shares = said.shares or ((person_id, WHOLE_BP),)
    partners = {person_id, *(key for key, _name in people.partners())}
    if not {key for key, _bp in shares} <= partners:
        raise RuleBroken("deal_person_unknown")
    came = None
    if said.received is not None:
        came = Came(f"{uuid[: LONGEST_UUID - 2]}:1", MONEY, *said.received)
    return Said(
        uuid=uuid,
        lead_id=lead_id,
        shares=shares,
        price_fen=said.price_fen,
        signed_on=said.signed_on,
        product_id=said.product_id,
        note=said.note,
        received=came,
        call_id=call_id,
    )


def owner_of(lead: Lead) -> str | None:
    owner = db.session.get(Person, lead.owner_id) if lead.owner_id else None
    return owner.name if owner else None


def take_back(uuid: str | None, person_id: int) -> int:
    """Withdraws a deal that its rep took back on the phone; once it is withdrawn nothing happens.

    Raises RuleBroken("deal_unknown" | "deal_has_money").
    """
    deal = entering.under(uuid) if uuid else None
    if deal is None or deal.entered_by_id != person_id:
        raise RuleBroken("deal_unknown")
    if deal.withdrawn_at is None:
        correcting.withdraw(deal.id, Who(person_id, OWN), UNDONE)
    return deal.id
