"""Bringing presence in: one row for a person and a day (rules.md §1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, Presence
from app.rules.imports import presence as reading
from app.rules.imports.layout import Row
from app.rules.imports.presence import PresenceRow
from app.services.imports.importer import Read, Run, Terms
from app.services.imports.tally import CREATED, KNOWN, UPDATED, Outcome, rejected


@dataclass
class PresenceImport:
    terms: Terms
    run: Run
    remembers: bool = False

    def __post_init__(self) -> None:
        self.today = clock.day_of(self.run.now)
        people = db.session.execute(select(Person.login, Person.id))
        self.people = {login: key for login, key in people}

    def read(self, rows: Sequence[Row]) -> list[Read]:
        return [(row, self.read_one(row)) for row in rows]

    def read_one(self, row: Row) -> PresenceRow | RuleBroken:
        try:
            said = reading.read(self.terms.layout.record(row[1]), self.today)
        except RuleBroken as refusal:
            return refusal
        known = said.login in self.people
        return said if known else RuleBroken("login_unknown", text=said.login)

    def take(self, read: Sequence[Read]) -> list[Outcome]:
        """Notes each row; a day that is known already takes over what the list says now."""
        said = [one for _, one in read if isinstance(one, PresenceRow)]
        noted = self.noted(said)
        return [self.take_one(row, one, noted) for row, one in read]

    def noted(self, said: Sequence[PresenceRow]) -> dict[tuple[int, object], Presence]:
        query = select(Presence).where(Presence.day.in_({one.day for one in said}))
        return {(one.person_id, one.day): one for one in db.session.scalars(query)}

    def take_one(
        self, row: Row, said: PresenceRow | RuleBroken, noted: dict[tuple[int, object], Presence]
    ) -> Outcome:
        if isinstance(said, RuleBroken):
            return rejected(row, said)
        key = (self.people[said.login], said.day)
        known = noted.get(key)
        if known is None:
            noted[key] = self.note(key[0], said)
            return Outcome(row[0], CREATED)
        changed = known.half_days != said.half_days
        known.half_days, known.noted_by_id = said.half_days, self.run.by_id
        return Outcome(row[0], UPDATED if changed else KNOWN)

    def note(self, person_id: int, said: PresenceRow) -> Presence:
        noted = Presence(
            person_id=person_id,
            day=said.day,
            half_days=said.half_days,
            reason="",
            noted_by_id=self.run.by_id,
        )
        db.session.add(noted)
        return noted
