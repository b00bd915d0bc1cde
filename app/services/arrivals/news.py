"""The rep is told at once what came to him on arrival (rules.md §2.2)."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import HandOut, Lead, Source
from app.models.allocation import ARRIVAL
from app.models.pool import uncalled


@dataclass(frozen=True)
class News:
    """A lead that somebody was handed on arrival; `id` is its number in the ledger."""

    id: int
    lead: int
    name: str
    source: str


def of(person_id: int, since: int) -> list[News]:
    """Leads that somebody was handed on arrival today, after a number of the ledger, and still has
    uncalled; the oldest first (rules.md §2.2: the rep is told)."""
    query = (
        select(HandOut.id, Lead.id, func.coalesce(func.nullif(Lead.name, ""), Lead.company))
        .add_columns(func.coalesce(Source.name, ""))
        .join(Lead, Lead.id == HandOut.lead_id)
        .outerjoin(Source, Source.id == Lead.source_id)
        .where(HandOut.person_id == person_id, HandOut.day == clock.today())
        .where(HandOut.kind == "precise", HandOut.how == ARRIVAL, HandOut.id > since)
        .where(Lead.owner_id == person_id, uncalled())
        .order_by(HandOut.id)
    )
    return [News(*row) for row in db.session.execute(query)]
