"""By what customers are compared, kept in the transaction that writes the lead (rules.md §2,
identity)."""

from collections.abc import Collection, Iterable

from sqlalchemy import delete, select

from app.extensions import db
from app.models import ClashKey, Lead
from app.models.clashes import COMPANY, WECHAT
from app.rules.leads.clashes import company_key, wechat_key
from app.services.transaction import among, many

Named = tuple[int, str, str]
"""A lead's number, its company and its WeChat id."""


def renew(ids: Collection[int]) -> None:
    """Makes the keys of some leads anew from their rows, within the running transaction."""
    found = list(ids)
    columns = (Lead.id, Lead.company, Lead.wechat)
    rows = db.session.execute(select(*columns).where(among(Lead.id, found))).all()
    kept = select(ClashKey.lead_id, ClashKey.kind, ClashKey.key)
    found_keys = db.session.execute(kept.where(among(ClashKey.lead_id, found)))
    there = {(lead_id, kind, key) for lead_id, kind, key in found_keys}
    wanted = set(of((lead_id, company, wechat) for lead_id, company, wechat in rows))
    if gone := sorted({row[0] for row in there - wanted}):
        db.session.execute(delete(ClashKey).where(among(ClashKey.lead_id, gone)))
        there = {row for row in there if row[0] not in gone}
    write_down(wanted - there)


def add(named: Iterable[Named]) -> None:
    """Writes the keys of leads that have none yet."""
    write_down(set(of(named)))


def of(named: Iterable[Named]) -> Iterable[tuple[int, str, str]]:
    for lead_id, company, wechat in named:
        for kind, key in ((COMPANY, company_key(company)), (WECHAT, wechat_key(wechat))):
            if key:
                yield lead_id, kind, key


def write_down(rows: Collection[tuple[int, str, str]]) -> None:
    many(
        ClashKey, [dict(zip(("lead_id", "kind", "key"), one, strict=True)) for one in sorted(rows)]
    )
