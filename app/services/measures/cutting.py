"""By what is counted, and how rows are joined to it (rules.md §6: person, group, team, source)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from app.models import Call, CountedShare, Deal, DealCredit, DealShare, Lead, Survey
from app.models.counted import spans, was_there

PERSON, GROUP, TEAM, SOURCE, COMPANY = "person", "group", "team", "source", "company"
PLACES = (GROUP, TEAM)
PEOPLE = (PERSON, *PLACES)
EVERYBODY: ColumnElement[int] = func.abs(literal_column("0"))
"""The one key of the company: as a plain 0, grouping by it would mean a column."""


@dataclass(frozen=True)
class Cut:
    """By what is counted: person, group, team, source, or the whole company (key 0).

    A call counts for the group and team of its day, a receipt for those of the day on which it came
    in, a deal for those of the day on which it counts. `within`: only people of this place then,
    such as ("team", 3); `source`: only leads from there.
    """

    by: str
    within: tuple[str, int] | None = None
    source: int | None = None

    @property
    def is_of_places(self) -> bool:
        """Whether it matters who belonged where."""
        return self.by in PLACES or self.within is not None and self.within[0] in PLACES


@dataclass(frozen=True)
class Rows:
    """Rows that are counted: whose they are, of which day, and about which lead; `table`: where they
    are, if not in one of those joined here."""

    person: Any
    day: Any
    lead: Any
    table: Any = None


CALLED = Rows(Call.person_id, Call.day, Call.lead_id)
RECEIVED = Rows(DealCredit.person_id, DealCredit.day, Deal.lead_id)
SOLD = Rows(CountedShare.person_id, CountedShare.day, CountedShare.lead_id, CountedShare)
RATED = Rows(DealShare.person_id, Survey.answered_on, Deal.lead_id)


def keyed(rows: Rows, cut: Cut) -> tuple[Select[Any], Any]:
    """A select of the cut's key from these rows, joined to what the key needs."""
    span = spans() if cut.is_of_places else None
    key = key_of(rows, cut, span)
    query = select(key).select_from(table_of(rows))
    if span is not None:
        query = query.outerjoin(span, was_there(span, rows.person, rows.day))
    if rows.table is not Lead and (cut.by == SOURCE or cut.source is not None):
        query = query.join(Lead, Lead.id == rows.lead)
    return query.where(*limits(rows, cut, span)), key


def key_of(rows: Rows, cut: Cut, span: Any) -> Any:
    if cut.by == COMPANY:
        return EVERYBODY
    keys = {PERSON: rows.person, SOURCE: Lead.source_id}
    return keys[cut.by] if cut.by in keys else span.c[f"{cut.by}_id"]


def table_of(rows: Rows) -> Any:
    if rows.table is not None:
        return rows.table
    if rows is CALLED:
        return Call
    if rows is RECEIVED:
        return DealCredit.__table__.join(Deal.__table__, Deal.id == DealCredit.deal_id)
    shares = Deal.__table__.join(DealShare.__table__, DealShare.deal_id == Deal.id)
    return Survey.__table__.join(shares, Survey.deal_id == Deal.id)


def limits(rows: Rows, cut: Cut, span: Any) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if cut.within:
        scope, number = cut.within
        whose = rows.person if scope == PERSON else span.c[f"{scope}_id"]
        found.append(whose == number)
    if cut.source is not None:
        found.append(Lead.source_id == cut.source)
    return found
