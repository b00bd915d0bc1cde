"""The files of quotes and contracts: who put which there and when, and why one was taken back
(rules.md §5; design: uploads)."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Deal, DealFile, Person, Quote
from app.rules.deals.files import CONTRACT, KINDS, QUOTE
from app.services import audit
from app.services.customers.within import Who
from app.services.deals import quotes, shelf, within
from app.services.deals.shelf import Kept
from app.services.transaction import write

WITHDRAWER = aliased(Person)


@dataclass(frozen=True)
class Subject:
    """What a file hangs on: a deal, or a quote before it."""

    deal_id: int | None = None
    quote_id: int | None = None


@dataclass(frozen=True)
class Paper:
    """A file as a page shows it; `version` counts those of its kind from the first on."""

    id: int
    kind: str
    version: int
    name: str
    bytes: int
    by: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_because: str


def add(on: Subject, kind: str, kept: Kept, who: Who) -> int:
    """Hangs a file that lies on the shelf on a deal or quote within reach; the same file of the same
    kind hangs there once. On a quote there are only quotes.

    Raises RuleBroken("missing" | "paper_sort" | "deal_withdrawn" | "quote_withdrawn").
    """
    if kind not in KINDS or (on.quote_id is not None and kind == CONTRACT):
        raise RuleBroken("paper_sort")
    with write() as session:
        lock(on, who)
        same = select(DealFile.id).filter_by(**vars(on), kind=kind, digest=kept.digest)
        known = session.scalar(same.where(DealFile.withdrawn_at.is_(None)))
        if known is not None:
            return known
        row = DealFile(**vars(on), kind=kind, **vars(kept), by_id=who.id, at=clock.now())
        session.add(row)
        session.flush()
        told = {"kind": kind, "name": kept.name, "digest": kept.digest, **vars(on)}
        audit.note("paper_added", f"file:{row.id}", who.id, **told)
        return row.id


def lock(on: Subject, who: Who) -> None:
    if on.deal_id is not None:
        within.locked(on.deal_id, who)
    elif on.quote_id is not None:
        quotes.locked(on.quote_id, who)
    else:
        raise RuleBroken("missing")


def withdraw(file_id: int, who: Who, reason: str) -> Subject:
    """Takes a file back: it stays, and everybody reads why.

    Raises RuleBroken("missing" | "paper_withdrawn" | "reason_needed").
    """
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write() as session:
        query = select(DealFile).where(DealFile.id == file_id, seen_by(who))
        row = session.scalar(query.with_for_update(of=DealFile))
        if row is None:
            raise RuleBroken("missing")
        if row.withdrawn_at is not None:
            raise RuleBroken("paper_withdrawn")
        row.withdrawn_at, row.withdrawn_by_id = clock.now(), who.id
        row.withdrawn_because = reason.strip()
        audit.note("paper_withdrawn", f"file:{row.id}", who.id, reason=reason.strip())
        return Subject(row.deal_id, row.quote_id)


def seen_by(who: Who) -> ColumnElement[bool]:
    """Files of deals and quotes within reach."""
    deals = select(Deal.id).where(within.seen_by(who))
    offered = select(Quote.id).where(quotes.seen_by(who))
    of_seen = select(Quote.id).where(Quote.deal_id.in_(deals))
    on_quote = or_(DealFile.quote_id.in_(offered), DealFile.quote_id.in_(of_seen))
    return or_(DealFile.deal_id.in_(deals), on_quote)


def find(file_id: int, who: Who) -> tuple[Path, str] | None:
    """Where a file within reach lies, and its name; any other is not there."""
    query = select(DealFile).where(DealFile.id == file_id, seen_by(who))
    row = db.session.scalar(query)
    return (shelf.path_of(row.digest), row.name) if row else None


def one(file_id: int, who: Who) -> tuple[Paper, Subject] | None:
    row = db.session.scalar(select(DealFile).where(DealFile.id == file_id, seen_by(who)))
    if row is None:
        return None
    on = Subject(row.deal_id, row.quote_id)
    return next(paper for paper in of(on) if paper.id == file_id), on


def of(on: Subject) -> list[Paper]:
    """All files of a deal, with those of the quotes that it came of, or of a quote; the latest
    first."""
    before = select(Quote.id).where(Quote.deal_id == on.deal_id)
    on_deal = or_(DealFile.deal_id == on.deal_id, DealFile.quote_id.in_(before))
    wanted = on_deal if on.deal_id is not None else DealFile.quote_id == on.quote_id
    query = (
        select(DealFile, Person.name, WITHDRAWER.name)
        .join(Person, Person.id == DealFile.by_id)
        .outerjoin(WITHDRAWER, WITHDRAWER.id == DealFile.withdrawn_by_id)
        .where(wanted)
        .order_by(DealFile.id)
    )
    counts = dict.fromkeys((QUOTE, CONTRACT), 0)
    found = []
    for row, by, back_by in db.session.execute(query):
        counts[row.kind] += 1
        found.append(paper(row, counts[row.kind], by, back_by or ""))
    return found[::-1]


def paper(row: DealFile, version: int, by: str, withdrawn_by: str) -> Paper:
    return Paper(
        id=row.id,
        kind=row.kind,
        version=version,
        name=row.name,
        bytes=row.bytes,
        by=by,
        at=row.at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=withdrawn_by,
        withdrawn_because=row.withdrawn_because,
    )
