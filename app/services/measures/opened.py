"""A figure that somebody opened, and its rows with the people and customers they are about."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal
from sqlalchemy.orm import aliased

from app.models import Lead, Person
from app.rules.measures.dictionary import MEASURES
from app.rules.measures.periods import Period
from app.services.measures.cutting import COMPANY, Cut, Rows, keyed


@dataclass(frozen=True)
class Opened:
    """Which figure: a measure of a period for one of the cut, `key` as in `counting.counts`."""

    measure: str
    period: Period
    cut: Cut
    key: int | None

    @property
    def rows(self) -> str:
        return MEASURES[self.measure].rows


def shown(opened: Opened, rows: Rows, said: dict[str, Any]) -> Select[Any]:
    """The rows of the cut's key with the people and customers they are about."""
    query, key = keyed(rows, opened.cut)
    if opened.cut.by != COMPANY:
        query = query.where(key == opened.key if opened.key is not None else key.is_(None))
    about = aliased(Lead)
    told = {
        "day": rows.day,
        "at": literal(None),
        "disposition": literal(""),
        "deal_id": literal(None),
        **said,
    }
    return (
        query.with_only_columns(
            told["day"].label("day"),
            told["at"].label("at"),
            Person.name.label("person"),
            about.id.label("lead_id"),
            about.name.label("name"),
            about.company,
            told["disposition"].label("disposition"),
            told["deal_id"].label("deal_id"),
            told["counted"].label("counted"),
            maintain_column_froms=True,
        )
        .join(about, about.id == rows.lead)
        .outerjoin(Person, Person.id == rows.person)
    )
