import hashlib
import hmac
import re
from collections.abc import Iterable

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db, vault
from app.models import DoNotCall, Lead, LeadPhone
from app.services import audit
from app.services.leads import moves
from app.services.transaction import write

KEY = re.compile(r"[0-9a-f]{64}")


def number_hash(number: str) -> str:
    """The keyed hash under which a number stays on the list when the lead is erased."""
    return hmac.new(vault.do_not_call_key, number.encode(), hashlib.sha256).hexdigest()


def is_key(text: str) -> bool:
    return KEY.fullmatch(text) is not None


def listed(numbers: Iterable[str]) -> set[str]:
    """Those of the normalised numbers that nobody may call (rules.md §2, do not call)."""
    by_hash = {number_hash(number): number for number in numbers}
    query = select(DoNotCall.number_hash).where(
        DoNotCall.number_hash.in_(by_hash), DoNotCall.lifted_at.is_(None)
    )
    return {by_hash[found] for found in db.session.scalars(query)}


def add(lead: Lead, by_id: int | None, reason: str) -> None:
    """Puts every number of a lead on the list and takes the lead from its owner, at once."""
    for phone in lead.phones:
        put(phone.number, by_id, reason)
    lead.do_not_call = True
    moves.release(lead, "do_not_call", {"reason": reason}, by_id)
    audit.note("do_not_call", f"lead:{lead.id}", by_id, reason=reason)


def put(number: str, by_id: int | None, reason: str) -> None:
    key = number_hash(number)
    row = db.session.get(DoNotCall, key) or DoNotCall(number_hash=key)
    row.at, row.by_id, row.reason = clock.now(), by_id, reason
    row.lifted_at, row.lifted_by_id, row.lifted_because = None, None, ""
    db.session.add(row)


def lift(key: str, by_id: int, reason: str) -> None:
    """A manager takes a number off the list again, with a reason that is audited (rules.md §2).

    The lead that has it comes off with all its numbers and waits for an owner; the number of an
    erased lead comes off alone. Raises RuleBroken("reason_needed" | "do_not_call_not_listed").
    """
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write() as session:
        row = session.get(DoNotCall, key, with_for_update=True) if is_key(key) else None
        if row is None or row.lifted_at is not None:
            raise RuleBroken("do_not_call_not_listed")
        lead_id = lead_with(key)
        if lead_id is not None:
            return lift_numbers(session.get_one(Lead, lead_id), by_id, reason.strip())
        lift_row(row, by_id, reason.strip())
        audit.note("do_not_call_lifted", f"number:{key}", by_id, reason=reason.strip())


def lift_numbers(lead: Lead, by_id: int, reason: str) -> None:
    keys = [number_hash(phone.number) for phone in lead.phones]
    for row in db.session.scalars(select(DoNotCall).where(DoNotCall.number_hash.in_(keys))):
        lift_row(row, by_id, reason)
    lead.do_not_call = False
    lead.rev += 1
    audit.note("do_not_call_lifted", f"lead:{lead.id}", by_id, reason=reason)


def lift_row(row: DoNotCall, by_id: int, reason: str) -> None:
    row.lifted_at, row.lifted_by_id, row.lifted_because = clock.now(), by_id, reason


def lead_with(key: str) -> int | None:
    """The lead on the list that has this number: hashes cannot be searched, numbers can."""
    query = select(LeadPhone.lead_id, LeadPhone.number).join(LeadPhone.lead)
    numbers = db.session.execute(query.where(Lead.do_not_call)).all()
    return next((lead_id for lead_id, number in numbers if number_hash(number) == key), None)
