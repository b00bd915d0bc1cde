"""Somebody enters a customer he found himself (rules.md §2, own)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, LeadEntry, LeadMove, LeadPhone
from app.rules.imports import leads as rules
from app.rules.imports.leads import TEXTS, Facts
from app.rules.leads import own
from app.rules.leads.own import Entry
from app.rules.why import Why
from app.services.clashes import watching
from app.services.leads import do_not_call
from app.services.own_leads import whose
from app.services.own_leads.whose import FREE, LISTED, MINE, OTHERS, Whose
from app.services.transaction import looks_again, savepoint, write

MADE, GROWN, KNOWN = "made", "grown", "known"
RULE = "found"


@dataclass(frozen=True)
class Added:
    """What became of an entry: made, grown (it was his already), known (somebody else's, waiting or
    wrong: nothing was changed) or listed. `whose` tells of a known one what may be told."""

    state: str
    lead_id: int | None
    whose: Whose


@looks_again
def add(key: str, typed: Mapping[str, Any], person_id: int, reach: str) -> Added:
    """Keeps a customer as his finder's own, once for each `key`: a second time the answer is the
    first one's. Raises what `own.read` refuses (rules.md §2)."""
    entry = own.read(typed, clock.today())
    with write():
        return take(key, entry, person_id, reach)


def take(key: str, entry: Entry, person_id: int, reach: str) -> Added:
    """The same within a running `write()`."""
    earlier = known_entry(key, person_id)
    if earlier is not None:
        return Added(earlier.state, earlier.lead_id, Whose(FREE))
    added = made_or_known(entry, person_id, reach)
    if added.state in (MADE, GROWN) and added.lead_id is not None:
        watching.watch([added.lead_id])
    facts = {"state": added.state, "lead_id": added.lead_id, "at": clock.now()}
    db.session.add(LeadEntry(key=key, person_id=person_id, **facts))
    db.session.flush()
    return added


def known_entry(key: str, person_id: int) -> LeadEntry | None:
    """What was entered under this key by this person."""
    return db.session.scalar(select(LeadEntry).filter_by(key=key, person_id=person_id))


def leads_of(keys: Collection[str], person_id: int) -> dict[str, int]:
    """The leads that somebody's entries made or met, by key."""
    query = select(LeadEntry.key, LeadEntry.lead_id).where(
        LeadEntry.key.in_(keys), LeadEntry.person_id == person_id, LeadEntry.lead_id.is_not(None)
    )
    return {key: lead_id for key, lead_id in db.session.execute(query) if lead_id is not None}


def made_or_known(entry: Entry, person_id: int, reach: str) -> Added:
    numbers = entry.row.numbers
    if do_not_call.listed(numbers):
        return Added(LISTED, first_with(numbers), Whose(LISTED))
    held = whose.holders(numbers, person_id, reach)
    if held:
        return known(held[0].lead_id, whose.said(held[0], person_id), entry)
    try:
        with savepoint():
            return Added(MADE, made(entry, person_id), Whose(MINE))
    except IntegrityError:  # two at once: the other one is there now
        held = whose.holders(numbers, person_id, reach)
        if not held:
            raise
        return known(held[0].lead_id, whose.said(held[0], person_id), entry)


def known(lead_id: int, seen: Whose, entry: Entry) -> Added:
    """Only to a lead of one's own something is added, and nothing that stands is overwritten."""
    if seen.state != MINE:
        return Added(KNOWN, lead_id, seen)
    lead = db.session.get_one(Lead, lead_id, with_for_update=True)
    grow(lead, entry)
    return Added(GROWN, lead_id, seen)


def grow(lead: Lead, entry: Entry) -> None:
    facts = Facts({name: getattr(lead, name) for name in TEXTS}, lead.note)
    rules.add(facts, entry.row)
    for name, text in facts.texts.items():
        setattr(lead, name, text)
    lead.note = facts.note
    lead.referred_by = lead.referred_by or entry.referred_by
    there = {phone.number for phone in lead.phones}
    lead.phones += [LeadPhone(number=n) for n in entry.row.numbers if n not in there]
    lead.rev += 1


def made(entry: Entry, person_id: int) -> int:
    now, row = clock.now(), entry.row
    lead = Lead(
        **{name: row.texts.get(name, "") for name in TEXTS},
        **dict.fromkeys(("arrived_at", "created_at", "waiting_since", "stage_since"), now),
        note=row.note,
        kind=own.KIND,
        referred_by=entry.referred_by,
        created_by_id=person_id,
        owner_id=person_id,
        owned_since=now,
    )
    lead.phones = [LeadPhone(number=number) for number in row.numbers]
    db.session.add(lead)
    db.session.flush()
    facts = {"lead_id": lead.id, "at": now, "to_id": person_id, "actor_id": person_id}
    db.session.add(LeadMove(rule=RULE, why=Why(RULE, {}).as_json(), **facts))
    db.session.flush()
    return lead.id


def first_with(numbers: tuple[str, ...]) -> int | None:
    query = select(LeadPhone.lead_id).where(LeadPhone.number.in_(numbers)).order_by(LeadPhone.id)
    return db.session.scalar(query.limit(1))


def refusal(added: Added) -> RuleBroken | None:
    """Why nothing was made, in words for who entered it; None where it is his now."""
    if added.state in (MADE, GROWN):
        return None
    if added.state == LISTED:
        return RuleBroken("own_listed")
    if added.whose.state == OTHERS:
        return RuleBroken("own_others", owner=added.whose.owner)
    return RuleBroken(f"own_{added.whose.state}")
