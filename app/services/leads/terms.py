"""The table of words under which leads are found, kept in the transaction that writes the lead
(design: search)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import delete, event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from app.extensions import db
from app.models import Lead, LeadPhone, LeadTerm
from app.rules.leads.terms import terms
from app.services.leads import keys
from app.services.transaction import among, many

NAMED = ("name", "company", "wechat")


@event.listens_for(db.session, "after_flush")
def after_flush(session: Session, _context: UOWTransaction) -> None:
    """What a session writes of leads and their numbers is found by its words."""
    ids: set[int] = set()
    for one in (*session.new, *session.dirty, *session.deleted):
        if isinstance(one, LeadPhone):
            ids |= holders(one)
        elif isinstance(one, Lead) and renamed(one):
            ids.add(one.id)
    if ids:
        renew(ids)
        keys.renew(ids)


def holders(phone: LeadPhone) -> set[int]:
    """The lead that has the number, and the one it was taken from."""
    history: Any = inspect(phone).attrs.lead_id.history
    return {lead_id for each in history for lead_id in each or () if lead_id is not None}


def renamed(lead: Lead) -> bool:
    state: Any = inspect(lead)
    return any(state.attrs[name].history.has_changes() for name in NAMED)


def renew(ids: Collection[int]) -> None:
    """Makes the words of some leads anew from their rows, within the running transaction."""
    wanted, kept = wanted_of(ids), kept_of(ids)
    for lead_id, words in kept.items():
        if gone := words - wanted.get(lead_id, frozenset()):
            of_lead = (LeadTerm.lead_id == lead_id) & LeadTerm.term.in_(gone)
            db.session.execute(delete(LeadTerm).where(of_lead))
    add({lead_id: words - kept[lead_id] for lead_id, words in wanted.items()})


def unlike(ids: Collection[int]) -> list[int]:
    """Those of the leads whose words are not what their rows say."""
    wanted, kept = wanted_of(ids), kept_of(ids)
    return [lead_id for lead_id in ids if kept[lead_id] != wanted[lead_id]]


def kept_of(ids: Collection[int]) -> dict[int, set[str]]:
    kept: dict[int, set[str]] = defaultdict(set)
    there = select(LeadTerm.lead_id, LeadTerm.term).where(among(LeadTerm.lead_id, list(ids)))
    for lead_id, term in db.session.execute(there):
        kept[lead_id].add(term)
    return kept


def wanted_of(ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The words that leads should have, as their rows are now."""
    numbers: dict[int, list[str]] = defaultdict(list)
    of_these = select(LeadPhone.lead_id, LeadPhone.number)
    for lead_id, number in db.session.execute(of_these.where(among(LeadPhone.lead_id, list(ids)))):
        numbers[lead_id].append(number)
    named = select(Lead.id, Lead.name, Lead.company, Lead.wechat).where(among(Lead.id, list(ids)))
    return {
        lead_id: terms(name, company, wechat, numbers[lead_id])
        for lead_id, name, company, wechat in db.session.execute(named)
    }


def add(words: Mapping[int, Iterable[str]]) -> None:
    """Writes words of leads that are not there yet; in the order of the table, which is quickest."""
    found = sorted((term, lead_id) for lead_id, each in words.items() for term in each)
    many(LeadTerm, [{"term": term, "lead_id": lead_id} for term, lead_id in found])
