"""The leads that leave in a file: some thousand at a time, in little memory (rules.md §2)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from app.extensions import db
from app.models import Lead, LeadPhone, Person, Source
from app.models.visible import ALL
from app.rules.exports import columns
from app.rules.exports.columns import Told
from app.services.leads import do_not_call
from app.services.leads.finding import Wanted, within
from app.services.transaction import among

CHUNK = 2_000
TOLD: tuple[Any, ...] = (
    *(Lead.id, Lead.name, Lead.company, Lead.industry, Lead.region, Lead.wechat, Lead.qq),
    *(Source.name, Lead.kind, Lead.arrived_at, Lead.note, Lead.owner_id, Lead.grade, Lead.stage),
    *(Lead.due_at, Lead.due_kind, Lead.last_call_at),
)
Fits = list[ColumnElement[bool]]


@dataclass(frozen=True)
class Asked:
    """Whose file, how far he may go, and what he is looking for."""

    person_id: int
    reach: str
    wanted: Wanted

    @property
    def masked(self) -> bool:
        """Numbers in full only for who may see everybody's; the export is on record (rules.md §2)."""
        return self.reach != ALL

    @property
    def fits(self) -> Fits:
        """What may leave of it: nobody who asked not to be called, nothing that left the pool."""
        callable_ones = (Lead.do_not_call.is_(False), Lead.gone_because.is_(None))
        return [*within(self.person_id, self.reach, self.wanted), *callable_ones]


def count(asked: Asked) -> int:
    return db.session.scalar(select(func.count()).select_from(Lead).where(*asked.fits)) or 0


def chunks(asked: Asked) -> Iterator[list[list[str]]]:
    """The rows in the order of the leads' numbers; no transaction is open between two chunks."""
    names, last = owner_names(), 0
    while found := db.session.execute(some(asked.fits, last)).all():
        leads = [Told(*row) for row in found]
        last = leads[-1].id
        made = list(rows(leads, names, masked=asked.masked))
        db.session.rollback()
        yield made


def some(fits: Fits, after: int) -> Select[Any]:
    query = select(*TOLD).outerjoin(Source, Source.id == Lead.source_id)
    return query.where(*fits, Lead.id > after).order_by(Lead.id).limit(CHUNK)


def rows(leads: Sequence[Told], names: dict[int, str], *, masked: bool) -> Iterator[list[str]]:
    numbers = numbers_of([lead.id for lead in leads])
    listed = do_not_call.listed({one for found in numbers.values() for one in found})
    for lead in leads:
        found = numbers.get(lead.id, [])
        if listed.isdisjoint(found):
            owner = names.get(lead.owner_id, "") if lead.owner_id else ""
            yield columns.row(lead, owner, found, masked=masked)


def numbers_of(ids: Sequence[int]) -> dict[int, list[str]]:
    query = select(LeadPhone.lead_id, LeadPhone.number).where(among(LeadPhone.lead_id, ids))
    found: dict[int, list[str]] = {}
    for lead_id, number in db.session.execute(query.order_by(LeadPhone.id)):
        found.setdefault(lead_id, []).append(number)
    return found


def owner_names() -> dict[int, str]:
    """Everybody as an import knows him again: by name, by login where two share one."""
    people = db.session.execute(select(Person.id, Person.login, Person.name)).all()
    same = Counter(name.lower() for _, _, name in people)
    return {key: name if same[name.lower()] == 1 else login for key, login, name in people}
