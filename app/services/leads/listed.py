"""The do-not-call list, which holds keyed hashes alone: one finds on it what one types (rules.md §2)."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.errors import RuleBroken
from app.extensions import db
from app.models import DoNotCall, Lead, LeadPhone, Person
from app.rules import phones
from app.services.leads.do_not_call import is_key, lead_with, number_hash

ADDER, LIFTER = aliased(Person), aliased(Person)


@dataclass(frozen=True)
class LeadOnIt:
    """The lead whose numbers these are; they come off the list together."""

    id: int
    name: str
    numbers: list[str]


@dataclass(frozen=True)
class Entry:
    """Since when a number is on the list, why, and by whom; and whether it was taken off again."""

    key: str
    at: datetime
    reason: str
    by: str | None
    lifted_at: datetime | None
    lifted_because: str
    lifted_by: str | None
    lead: LeadOnIt | None = None


def key_of(text: str) -> tuple[str, str]:
    """The one number that was typed, to be read aloud, and its key on the list.

    Raises RuleBroken("do_not_call_one_number") and what `phones.numbers_in` refuses.
    """
    numbers = phones.numbers_in(text)
    if len(numbers) > 1:
        raise RuleBroken("do_not_call_one_number")
    return phones.grouped(numbers[0]), number_hash(numbers[0])


def key_of_lead(lead_id: int) -> str | None:
    """The key of a lead's first number."""
    query = select(LeadPhone.number).where(LeadPhone.lead_id == lead_id).order_by(LeadPhone.id)
    number = db.session.scalar(query.limit(1))
    return number_hash(number) if number else None


def count() -> int:
    query = select(func.count()).select_from(DoNotCall).where(DoNotCall.lifted_at.is_(None))
    return db.session.scalar(query) or 0


def show(key: str) -> Entry | None:
    """What is on record about a number; None when it never was on the list."""
    query = (
        select(DoNotCall.number_hash, DoNotCall.at, DoNotCall.reason, ADDER.name)
        .add_columns(DoNotCall.lifted_at, DoNotCall.lifted_because, LIFTER.name)
        .outerjoin(ADDER, ADDER.id == DoNotCall.by_id)
        .outerjoin(LIFTER, LIFTER.id == DoNotCall.lifted_by_id)
        .where(DoNotCall.number_hash == key)
    )
    row = db.session.execute(query).one_or_none() if is_key(key) else None
    if row is None:
        return None
    return replace(Entry(*row), lead=lead_of(key) if row.lifted_at is None else None)


def lead_of(key: str) -> LeadOnIt | None:
    lead_id = lead_with(key)
    if lead_id is None:
        return None
    lead = db.session.get_one(Lead, lead_id)
    numbers = [phones.masked(phone.number) for phone in lead.phones]
    return LeadOnIt(lead.id, lead.name or lead.company, numbers)
