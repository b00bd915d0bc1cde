"""The rows behind a line, by their numbers, as the line was computed from them (rules.md §8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select

from app.extensions import db
from app.models import Call, Presence
from app.models.counted import COUNTS
from app.rules.pay import lines
from app.rules.pay.facts import PERSON, Credit, Sold
from app.rules.pay.lines import Behind, Line
from app.rules.pay.month import Month
from app.services.measures import behind

Rows = Mapping[str, Sequence[int]]


class Called(NamedTuple):
    id: int
    person: int
    day: date
    lead: int
    weighs: bool
    connected: bool


@dataclass(frozen=True)
class Evidence:
    """Of one month; what several lines stand on is looked up once."""

    month: Month
    kept: dict[Behind, list[int]] = field(default_factory=dict)

    def of(self, line: Line) -> Rows:
        """Numbers of receipts, deals, calls and leads, each in their order."""
        found: dict[str, list[int]] = {}
        for one in line.behind:
            if one not in self.kept:
                self.kept[one] = sorted(set(self.rows(one)))
            found[one.what] = self.kept[one]
        return found

    def rows(self, one: Behind) -> Iterable[int]:
        if one.what == lines.RECEIPTS:
            return [row.receipt for row in self.money if self.belongs(one, row)]
        if one.what == lines.DEALS:
            return [row.deal for row in self.month.facts.deals if self.belongs(one, row)]
        if one.what == lines.PRESENCE:
            return [number for number, person in self.presence if person == one.owner]
        calls = [row for row in self.calls if self.belongs(one, row)]
        if one.what == lines.LEADS:
            return [row.lead for row in calls if row.connected]
        return [row.id for row in calls if row.weighs] if one.what == lines.CALLS else []

    @cached_property
    def presence(self) -> Sequence[tuple[int, int]]:
        """What was noted of presence in the month, with whose it is."""
        period = self.month.period
        query = select(Presence.id, Presence.person_id).order_by(Presence.id)
        query = query.where(Presence.day.between(period.first, period.last))
        return [(number, person) for number, person in db.session.execute(query)]

    @cached_property
    def money(self) -> Sequence[Credit]:
        return [row for row in self.month.facts.credits if row.fen]

    @cached_property
    def calls(self) -> list[Called]:
        period = self.month.period
        weighs = (behind.units(period) != 0).label("weighs")
        query = select(Call.id, Call.person_id, Call.day, Call.lead_id, weighs, Call.connected)
        query = query.where(COUNTS, Call.day.between(period.first, period.last))
        return [Called(*row) for row in db.session.execute(query.order_by(Call.id))]

    def belongs(self, one: Behind, row: Credit | Sold | Called) -> bool:
        """By the same conditions as the engine: one's own while employed, a team's by each day."""
        day = row.day
        if not one.period.first <= day <= one.period.last:
            return False
        if one.scope != PERSON:
            return self.month.team(row.person, day) == one.owner
        worker = self.month.by_number.get(row.person)
        return row.person == one.owner and worker is not None and worker.earns(day)
