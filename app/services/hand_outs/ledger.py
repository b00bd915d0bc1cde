"""The ledger of hand-outs and claims: numbered rows that nothing deletes (rules.md §2.2)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, true, update

from app.extensions import db
from app.models import HandOut, Lead, LeadMove, Source
from app.models.pool import callable_on
from app.services.onboarding import gate
from app.services.transaction import among, many

AT_ONCE = 5_000


@dataclass(frozen=True)
class Entry:
    """A lead that comes to somebody, and why."""

    lead_id: int
    person_id: int
    why: Mapping[str, object]


@dataclass(frozen=True)
class Kind:
    """What is the same for all entries written together; `how` names the way they came."""

    kind: str
    how: str
    rule: str
    at: datetime
    day: date
    actor_id: int | None
    run_id: int | None = None
    counts: bool = True


def take(ids: Sequence[int], person_id: int, day: date, at: datetime) -> list[int]:
    """Makes somebody the owner of those of the leads that are still free and may be called;
    returns them in their order. Of two who ask for one lead, one gets it; no precise one comes to
    who may not have them (rules.md §2.2, §7)."""
    won: set[int] = set()
    his = Lead.kind != gate.PRECISE if gate.barred([person_id], day) else true()
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        taken = (
            update(Lead)
            .where(among(Lead.id, some), Lead.owner_id.is_(None), callable_on(day), his)
            .values(owner_id=person_id, owned_since=at, rev=Lead.rev + 1, due_at=None)
            .values(due_kind=None)
            .returning(Lead.id)
        )
        won.update(db.session.scalars(taken, execution_options={"synchronize_session": False}))
    return [lead_id for lead_id in ids if lead_id in won]


def enter(entries: Sequence[Entry], of: Kind) -> None:
    """Writes ledger and history in the order given; the ledger's number is unique by itself."""
    if not entries:
        return
    numbered = zip(entries, numbers(entries, of), strict=True)
    many(HandOut, [ledger_row(entry, number, of) for entry, number in numbered])
    many(LeadMove, [move_row(entry, of) for entry in entries])


def numbers(entries: Iterable[Entry], of: Kind) -> Iterator[int]:
    """The next number of each person's day."""
    last = (
        select(HandOut.person_id, func.max(HandOut.number))
        .where(HandOut.day == of.day, HandOut.kind == of.kind)
        .group_by(HandOut.person_id)
    )
    reached = Counter({person_id: number for person_id, number in db.session.execute(last)})
    for entry in entries:
        reached[entry.person_id] += 1
        yield reached[entry.person_id]


def ledger_row(entry: Entry, number: int, of: Kind) -> dict[str, Any]:
    place = {"person_id": entry.person_id, "day": of.day, "kind": of.kind, "number": number}
    facts = {"lead_id": entry.lead_id, "at": of.at, "how": of.how, "run_id": of.run_id}
    return place | facts | {"counts": of.counts, "why": entry.why}


def move_row(entry: Entry, of: Kind) -> dict[str, Any]:
    hands = {"lead_id": entry.lead_id, "at": of.at, "from_id": None, "to_id": entry.person_id}
    return hands | {"rule": of.rule, "why": entry.why, "actor_id": of.actor_id}


def taken(ids: Collection[int], day: date) -> dict[int, int]:
    """How many precise leads each of these people had on a day that count (rules.md §2.2)."""
    query = (
        select(HandOut.person_id, func.count())
        .where(
            HandOut.person_id.in_(ids),
            HandOut.day == day,
            HandOut.kind == "precise",
            HandOut.counts,
        )
        .group_by(HandOut.person_id)
    )
    return {person_id: n for person_id, n in db.session.execute(query)}


def of_sources(day: date) -> dict[int, dict[str, int]]:
    """How many precise leads of each source everybody had this month, up to a day
    (rules.md §2.2: ties); leads without a source count under the empty name."""
    name = func.coalesce(Source.name, "")
    query = (
        select(HandOut.person_id, name, func.count())
        .join(Lead, Lead.id == HandOut.lead_id)
        .outerjoin(Source, Source.id == Lead.source_id)
        .where(HandOut.kind == "precise", HandOut.day.between(day.replace(day=1), day))
        .group_by(HandOut.person_id, name)
    )
    had: dict[int, dict[str, int]] = {}
    for person_id, source, n in db.session.execute(query):
        had.setdefault(person_id, {})[source] = n
    return had
