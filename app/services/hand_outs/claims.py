from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person, Source
from app.models.pool import barred_from, waiting
from app.rules.leads.turns import order_of_sources
from app.rules.why import Why
from app.services import settings
from app.services.hand_outs import ledger, standings
from app.services.hand_outs.ledger import Entry, Kind
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
            if ledger.take([lead_id], person_id, day, clock.now()):
                got.append(lead_id)
            if len(got) == min(count, offer.count):
                break
        if not got:
            raise RuleBroken("claim_nothing_waiting")
        enter(got, person_id, day, "precise", offer.why)
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
        free = waiting("ordinary", day, clock.now()).where(
            ~barred_from(person_id, barred_since(day))
        )
        rows = free.limit(offer.count).with_for_update(skip_locked=True, of=Lead)
        ids = ledger.take(list(db.session.scalars(rows)), person_id, day, clock.now())
        if not ids:
            raise RuleBroken("claim_no_ordinary")
        enter(ids, person_id, day, "ordinary", offer.why)
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
    waits = (
        waiting("precise", day, clock.now())
        .order_by(None)
        .with_only_columns(Lead.source_id, func.count())
    )
    rows = db.session.execute(waits.group_by(Lead.source_id))
    return {source_id: size for source_id, size in rows}


def oldest(person_id: int, day: date, source_id: int | None) -> Any:
    return (
        waiting("precise", day, clock.now())
        .where(Lead.source_id.is_not_distinct_from(source_id))
        .where(~barred_from(person_id, barred_since(day)))
        .limit(1)
        .with_for_update(skip_locked=True, of=Lead)
    )


def barred_since(day: date) -> datetime:
    return standings.barred_since(day, settings.value("recycle.same_rep_days", day))


def enter(ids: list[int], person_id: int, day: date, kind: str, why: Why) -> None:
    of = Kind(kind, "claim", "claim", clock.now(), day, person_id)
    ledger.enter([Entry(lead_id, person_id, why.as_json()) for lead_id in ids], of)
