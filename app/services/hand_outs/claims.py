from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import HandOut, Lead, LeadMove, Person, Source
from app.models.pool import barred_from, callable_on, waiting
from app.rules.leads.turns import order_of_sources
from app.rules.why import Why
from app.services import settings
from app.services.hand_outs import standings
from app.services.transaction import write


def claim_precise(person_id: int, count: int = 1) -> list[int]:
    """Gives the rep who presses the next precise lead, `count` times over, as far as his
    entitlement and the pool reach; returns the ids.

    Each is a run with n = 1: never a lead of his choosing, never one that another rep gets too
    (rules.md §2.2). Raises RuleBroken with the refusal of `rules.claims` when not even one is due.
    """
    with write():
        wait_for_own_turn(person_id)
        offer = standings.offers(person_id).precise
        refuse(offer.refusal)
        day = clock.today()
        got: list[int] = []
        for lead_id in candidates(person_id, day):
            if take([lead_id], person_id, day):
                got.append(lead_id)
            if len(got) == min(count, offer.count):
                break
        if not got:
            raise RuleBroken("claim_nothing_waiting")
        hand_out(got, person_id, day, "precise", offer.why)
        return got


def claim_ordinary(person_id: int) -> list[int]:
    """Gives the next batch of ordinary leads, oldest first, never past the holding cap.

    Returns their ids (rules.md §2.2). Raises RuleBroken with the refusal of `rules.claims`.
    """
    with write():
        wait_for_own_turn(person_id)
        offer = standings.offers(person_id).ordinary
        refuse(offer.refusal)
        day = clock.today()
        free = waiting("ordinary", day).where(~barred_from(person_id, barred_since(day)))
        rows = free.limit(offer.count).with_for_update(skip_locked=True, of=Lead)
        ids = take(list(db.session.scalars(rows)), person_id, day)
        if not ids:
            raise RuleBroken("claim_no_ordinary")
        hand_out(ids, person_id, day, "ordinary", offer.why)
        return ids


def wait_for_own_turn(person_id: int) -> None:
    """Two claims of one rep at once are decided one after the other."""
    db.session.execute(select(Person.id).where(Person.id == person_id).with_for_update())


def refuse(refusal: Why | None) -> None:
    if refusal is not None:
        raise RuleBroken(refusal.code, **refusal.params)


def candidates(person_id: int, day: date) -> Iterator[int]:
    """The oldest free lead, again and again, of the source whose turn it then is."""
    names = names_of_sources()
    while sizes := sizes_by_source(day):
        order = order_of_sources({names[source_id]: n for source_id, n in sizes.items()})
        by_name = {name: source_id for source_id, name in names.items()}
        turns = (db.session.scalar(oldest(person_id, day, by_name[name])) for name in order)
        found = next((lead_id for lead_id in turns if lead_id is not None), None)
        if found is None:
            return
        yield found


def names_of_sources() -> dict[int | None, str]:
    rows = db.session.execute(select(Source.id, Source.name))
    return {None: "", **{source_id: name for source_id, name in rows}}


def sizes_by_source(day: date) -> dict[int | None, int]:
    waits = waiting("precise", day).order_by(None).with_only_columns(Lead.source_id, func.count())
    rows = db.session.execute(waits.group_by(Lead.source_id))
    return {source_id: size for source_id, size in rows}


def oldest(person_id: int, day: date, source_id: int | None) -> Any:
    return (
        waiting("precise", day)
        .where(Lead.source_id.is_not_distinct_from(source_id))
        .where(~barred_from(person_id, barred_since(day)))
        .limit(1)
        .with_for_update(skip_locked=True, of=Lead)
    )


def barred_since(day: date) -> datetime:
    return clock.now() - timedelta(days=settings.value("recycle.same_rep_days", day))


def take(ids: list[int], person_id: int, day: date) -> list[int]:
    """Makes the rep the owner of those of the leads that are still free; returns them."""
    now = clock.now()
    taken = (
        update(Lead)
        .where(Lead.id.in_(ids), Lead.owner_id.is_(None), callable_on(day))
        .values(owner_id=person_id, owned_since=now, rev=Lead.rev + 1, due_at=None, due_kind=None)
        .returning(Lead.id)
    )
    options = {"synchronize_session": False}
    won = set(db.session.scalars(taken, execution_options=options))
    return [lead_id for lead_id in ids if lead_id in won]


def hand_out(ids: list[int], person_id: int, day: date, kind: str, why: Why) -> None:
    """Writes the ledger and the history of the leads; the ledger's number is unique by itself."""
    last = db.session.scalar(
        select(func.max(HandOut.number)).where(
            HandOut.person_id == person_id, HandOut.day == day, HandOut.kind == kind
        )
    )
    now, reason = clock.now(), why.as_json()
    for number, lead_id in enumerate(ids, start=(last or 0) + 1):
        facts: dict[str, Any] = {"lead_id": lead_id, "at": now, "why": reason}
        ledger = HandOut(
            person_id=person_id, day=day, kind=kind, number=number, how="claim", **facts
        )
        move = LeadMove(to_id=person_id, rule="claim", actor_id=person_id, **facts)
        db.session.add_all([ledger, move])
