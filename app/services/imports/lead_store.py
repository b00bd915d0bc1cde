"""Reading and writing leads by the hundred (rules.md §2, identity)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, update

from app.extensions import db
from app.models import Lead, LeadMove, LeadPhone, Source
from app.rules.imports.leads import TEXTS, Facts
from app.rules.leads import terms as rules
from app.services.imports.importer import Run
from app.services.leads import keys, terms

LEADS = cast(Table, Lead.__table__)
COLUMNS = (Lead.id, Lead.rev, Lead.note, *(getattr(Lead, name) for name in TEXTS), Source.name)


@dataclass
class Known:
    """A lead that is there, or one that a row makes: its `id` is None until it is stored."""

    facts: Facts
    id: int | None = None
    rev: int = 0
    kind: str = ""
    arrived_at: datetime | None = None
    owner_id: int | None = None


def known(numbers: Collection[str], *, lock: bool) -> dict[str, Known]:
    """The leads that have these numbers, by number; with `lock` nobody changes them meanwhile."""
    query = (
        select(LeadPhone.number, *COLUMNS)
        .join(LeadPhone.lead)
        .outerjoin(Lead.source)
        .where(LeadPhone.number.in_(numbers))
        .order_by(Lead.id)
    )
    rows = db.session.execute(query.with_for_update(of=Lead) if lock else query)
    leads: dict[int, Known] = {}
    found = {}
    for number, lead_id, rev, note, *texts, source in rows:
        facts = Facts(dict(zip(TEXTS, texts, strict=True)), note, source or "")
        found[number] = leads.setdefault(lead_id, Known(facts, lead_id, rev))
    return found


def store(run: Run, made: Sequence[Known], grown: Sequence[Known]) -> None:
    """Writes new leads with their numbers and history, and what known ones gained."""
    sources = source_ids({one.facts.source for one in (*made, *grown)})
    if made:
        for one, lead_id in zip(made, new_ids(len(made)), strict=True):
            one.id = lead_id
        db.session.execute(insert(LEADS), [new_lead(run, one, sources) for one in made])
        note_owners(run, made)
    if grown:
        db.session.execute(update(Lead), [changed_lead(one, sources) for one in grown])
    add_numbers((*made, *grown))
    known = [one.id for one in grown if one.id is not None]
    terms.renew(known)
    terms.add({one.id: words(one.facts) for one in made if one.id is not None})
    keys.renew(known)
    keys.add(compared(one) for one in made)


def compared(one: Known) -> keys.Named:
    return one.id or 0, one.facts.texts.get("company", ""), one.facts.texts.get("wechat", "")


def words(facts: Facts) -> frozenset[str]:
    name, company, wechat = (facts.texts.get(key, "") for key in terms.NAMED)
    return rules.terms(name, company, wechat, facts.new_numbers)


def new_ids(count: int) -> Sequence[int]:
    """Numbers for new leads, taken beforehand: rows without RETURNING go in twice as fast."""
    if db.engine.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(LEADS.name, "id")
        each = func.generate_series(1, count).table_valued("n")
        return db.session.scalars(select(func.nextval(sequence)).select_from(each)).all()
    last = db.session.scalar(select(func.max(Lead.id))) or 0
    return range(last + 1, last + 1 + count)


def source_ids(names: Iterable[str]) -> dict[str, int]:
    wanted = set(names) - {""}
    query = select(Source.name, Source.id).where(Source.name.in_(wanted))
    found = {name: key for name, key in db.session.execute(query)}
    for name in sorted(wanted - found.keys()):
        source = Source(name=name)
        db.session.add(source)
        db.session.flush()
        found[name] = source.id
    return found


def new_lead(run: Run, one: Known, sources: dict[str, int]) -> dict[str, Any]:
    """An own lead is its owner's since it came to him; the others wait from their arrival on."""
    arrived_at = one.arrived_at or run.now
    return {
        "id": one.id,
        **{name: one.facts.texts.get(name, "") for name in TEXTS},
        "note": one.facts.note,
        "kind": one.kind,
        "source_id": sources.get(one.facts.source),
        "import_id": run.id,
        "arrived_at": arrived_at,
        "waiting_since": arrived_at,
        "stage_since": arrived_at,
        "created_at": run.now,
        "created_by_id": run.by_id,
        "owner_id": one.owner_id,
        "owned_since": arrived_at if one.owner_id else None,
    }


def changed_lead(one: Known, sources: dict[str, int]) -> dict[str, Any]:
    return {
        **{name: one.facts.texts.get(name, "") for name in TEXTS},
        "id": one.id,
        "rev": one.rev + 1,
        "note": one.facts.note,
        "source_id": sources.get(one.facts.source),
    }


def note_owners(run: Run, made: Sequence[Known]) -> None:
    moves = [
        {
            "lead_id": one.id,
            "at": run.now,
            "to_id": one.owner_id,
            "rule": "import",
            "why": {"import_id": run.id},
            "actor_id": run.by_id,
        }
        for one in made
        if one.owner_id
    ]
    if moves:
        db.session.execute(insert(LeadMove), moves)


def add_numbers(leads: Iterable[Known]) -> None:
    rows = [
        {"lead_id": one.id, "number": number} for one in leads for number in one.facts.new_numbers
    ]
    if rows:
        db.session.execute(insert(LeadPhone.__table__), rows)
