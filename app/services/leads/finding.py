"""Leads within the reach of who asks, found and in order; nothing beyond it exists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select

from app import clock
from app.extensions import db
from app.models import Lead, LeadPhone, LeadTerm, Person, Source
from app.models.visible import visible_to
from app.rules import phones
from app.rules.calls.effects import CALL_BACK, FOLLOW_UP
from app.rules.calls.stages import STAGES
from app.rules.leads.terms import Asked, asked
from app.services.leads import places
from app.services.leads.places import Place

PER_PAGE, COUNTED = 50, 1_000
GRADES, KINDS, DUE = (
    ("A", "B", "C", "D"),
    ("precise", "ordinary", "own"),
    ("today", "overdue", "week"),
)
NEVER, NOBODY = "never", 0


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for; an empty value asks for nothing in particular. `owner` 0: nobody's.
    `called`: "never". `place`: after which lead the page begins."""

    q: str = ""
    grade: str = ""
    stage: str = ""
    kind: str = ""
    source: int | None = None
    owner: int | None = None
    due: str = ""
    called: str = ""
    trade: str = ""
    sort: str = ""
    place: Place | None = None

    @property
    def order(self) -> str:
        """What is due first, or, of what was looked up by a word, what came last."""
        return self.sort or (places.NEW if self.q else places.DUE)


@dataclass(frozen=True)
class Found:
    """A lead as a list shows it; the number in full for its owner alone (rules.md §2)."""

    id: int
    name: str
    company: str
    grade: str | None
    stage: str
    kind: str
    owner_id: int | None
    owner: str | None
    due_at: datetime | None
    due_kind: str | None
    last_call_at: datetime | None
    do_not_call: bool
    industry: str
    region: str
    source: str | None
    number: str = ""


@dataclass(frozen=True)
class Page:
    """Some leads, how many there are in all (counted up to a thousand), and where the rest begins."""

    leads: list[Found]
    total: int
    next: Place | None

    @property
    def uncounted(self) -> bool:
        return self.total > COUNTED


def search(person_id: int, reach: str, wanted: Wanted) -> Page:
    """A page of the leads within reach. However many there are, it costs the same: it goes on from
    a place and does not count beyond a thousand (design: search)."""
    fits = within(person_id, reach, wanted)
    some = select(Lead.id).where(*fits).limit(COUNTED + 1).subquery()
    total = db.session.scalar(select(func.count()).select_from(some)) or 0
    ids = places.page(fits, wanted.order, wanted.place, PER_PAGE + 1)
    leads = in_order(ids[:PER_PAGE], person_id)
    more = len(ids) > PER_PAGE
    return Page(leads, total, places.of(leads[-1], wanted.order) if more else None)


def in_order(ids: Sequence[int], person_id: int) -> list[Found]:
    """The rows of these leads, in the order given."""
    found = {row.id: row for row in db.session.execute(rows().where(Lead.id.in_(ids)))}
    first = first_numbers(ids)
    return [with_number(Found(*found[key]), first.get(key, ""), person_id) for key in ids]


def within(person_id: int, reach: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    """The leads that are asked for, as far as somebody with this reach may see them
    (rules.md §1), without those merged into another: conditions of a select from `Lead`."""
    there = Lead.merged_into_id.is_(None)
    return [visible_to(person_id, reach, clock.today()), there, *conditions(wanted)]


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [*worded(wanted.q), *due(wanted.due), *of_trade(wanted.trade)]
    for column, value, known in (
        (Lead.grade, wanted.grade, GRADES),
        (Lead.stage, wanted.stage, STAGES),
        (Lead.kind, wanted.kind, KINDS),
    ):
        if value:
            found.append(column == value if value in known else false())
    if wanted.source is not None:
        found.append(Lead.source_id == wanted.source)
    if wanted.owner is not None:
        nobody = wanted.owner == NOBODY
        found.append(Lead.owner_id.is_(None) if nobody else Lead.owner_id == wanted.owner)
    if wanted.called:
        found.append(Lead.last_call_at.is_(None) if wanted.called == NEVER else false())
    return found


def of_trade(trade: str) -> list[ColumnElement[bool]]:
    return [Lead.industry.contains(trade, autoescape=True)] if trade else []


def worded(text: str) -> list[ColumnElement[bool]]:
    """Leads of which each word that was typed is known; none where nothing of it is a word."""
    words = asked(text)
    return [Lead.id.in_(select(LeadTerm.lead_id).where(is_term(one))) for one in words] or (
        [false()] if text else []
    )


def is_term(one: Asked) -> ColumnElement[bool]:
    if not one.beyond:
        return LeadTerm.term == one.least
    return (LeadTerm.term >= one.least) & (LeadTerm.term < one.beyond)


def due(when: str) -> list[ColumnElement[bool]]:
    """Call-backs and follow-ups of today, of an earlier day, or of the seven days from today on."""
    if not when:
        return []
    start, end = clock.bounds(clock.today())
    promised = Lead.due_kind.in_((CALL_BACK, FOLLOW_UP))
    if when == "overdue":
        return [promised, Lead.due_at < start]
    if when not in DUE:
        return [false()]
    last = end if when == "today" else start + timedelta(days=7)
    return [promised, Lead.due_at >= start, Lead.due_at < last]


def with_number(lead: Found, number: str, person_id: int) -> Found:
    """As its reader may see it: a number, also one somebody wrote into a name, in full for the owner
    alone (rules.md §2)."""
    if lead.owner_id == person_id:
        return replace(lead, number=shown(number, own=True))
    name, company = phones.hidden(lead.name), phones.hidden(lead.company)
    return replace(lead, name=name, company=company, number=shown(number, own=False))


def rows() -> Select[Any]:
    described = (Lead.id, Lead.name, Lead.company, Lead.grade, Lead.stage, Lead.kind, Lead.owner_id)
    timed = (Lead.due_at, Lead.due_kind, Lead.last_call_at, Lead.do_not_call)
    return (
        select(*described, Person.name.label("owner"), *timed)
        .add_columns(Lead.industry, Lead.region, Source.name.label("source"))
        .outerjoin(Person, Person.id == Lead.owner_id)
        .outerjoin(Source, Source.id == Lead.source_id)
    )


def first_numbers(ids: Sequence[int]) -> dict[int, str]:
    query = select(LeadPhone.lead_id, LeadPhone.number).where(LeadPhone.lead_id.in_(ids))
    found: dict[int, str] = {}
    for lead_id, number in db.session.execute(query.order_by(LeadPhone.id)):
        found.setdefault(lead_id, number)
    return found


def shown(number: str, *, own: bool) -> str:
    if not number:
        return ""
    return phones.grouped(number) if own else phones.masked(number)
