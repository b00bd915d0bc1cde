"""Two customers side by side, before somebody says that they are one (rules.md §2, identity)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import Call, ClashKey, Lead, LeadNote, LeadPhone, Person
from app.models.merging import is_of
from app.rules import phones
from app.rules.leads.clashes import company_key, wechat_key
from app.services.customers.within import Who, seen_by
from app.services.leads import finding
from app.services.leads.finding import Found, Wanted

FEW = 8


@dataclass(frozen=True)
class Half:
    """One of the two, as the page shows it; numbers masked."""

    id: int
    rev: int
    name: str
    company: str
    wechat: str
    industry: str
    region: str
    kind: str
    grade: str | None
    stage: str
    source: str | None
    owner_id: int | None
    owner: str | None
    owned_since: datetime | None
    arrived_at: datetime
    last_call_at: datetime | None
    due_at: datetime | None
    do_not_call: bool
    gone_because: str | None
    numbers: list[str]
    calls: int
    notes: int


@dataclass(frozen=True)
class Two:
    """`alike`: in what they agree, as codes."""

    one: Half
    other: Half | None
    alike: tuple[str, ...] = ()


def two(lead_id: int, other_id: int, who: Who) -> Two | None:
    """Both within reach; the other is None while none was chosen. None where one is not there
    (rules.md §1)."""
    first, second = half(lead_id, who), half(other_id, who) if other_id else None
    if first is None or (other_id and second is None) or lead_id == other_id:
        return None
    return Two(first, second, alike(first, second) if second else ())


def half(lead_id: int, who: Who) -> Half | None:
    lead = db.session.scalar(select(Lead).where(Lead.id == lead_id, seen_by(who)))
    if lead is None:
        return None
    owner = db.session.get(Person, lead.owner_id) if lead.owner_id else None
    numbers = select(LeadPhone.number).filter_by(lead_id=lead.id).order_by(LeadPhone.id)
    same = {name: getattr(lead, name) for name in Half.__annotations__ if hasattr(lead, name)}
    same |= {
        "owner": owner.name if owner else None,
        "source": lead.source.name if lead.source else None,
        "numbers": [phones.masked(one) for one in db.session.scalars(numbers)],
        "calls": count(select(func.count(Call.id)).where(Call.lead_id == lead.id)),
        "notes": count(select(func.count(LeadNote.id)).where(is_of(LeadNote.lead_id, lead.id))),
    }
    return Half(**same)


def count(query: Select[int]) -> int:
    return db.session.scalar(query) or 0


def alike(one: Half, other: Half) -> tuple[str, ...]:
    found = {
        "name": bool(one.name) and one.name == other.name,
        "company": bool(company_key(one.company))
        and company_key(one.company) == company_key(other.company),
        "wechat": bool(wechat_key(one.wechat))
        and wechat_key(one.wechat) == wechat_key(other.wechat),
    }
    return tuple(name for name, so in found.items() if so)


def others(lead_id: int, who: Who, text: str) -> list[Found]:
    """Who else could be meant, by any word a list finds him under."""
    fits = finding.within(who.id, who.reach, Wanted(q=text))
    query = select(Lead.id).where(*fits, Lead.id != lead_id).order_by(Lead.id.desc()).limit(FEW)
    return finding.in_order(list(db.session.scalars(query)), who.id)


def likely(lead_id: int, who: Who) -> list[Found]:
    """Those with the same company or WeChat id, within reach."""
    mine, theirs = aliased(ClashKey), aliased(ClashKey)
    same = (mine.kind == theirs.kind) & (mine.key == theirs.key) & (mine.lead_id == lead_id)
    keyed = select(theirs.lead_id).join(mine, same).where(theirs.lead_id != lead_id)
    query = select(Lead.id).where(Lead.id.in_(keyed), seen_by(who)).order_by(Lead.id).limit(FEW)
    return finding.in_order(list(db.session.scalars(query)), who.id)
