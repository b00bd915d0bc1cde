"""Bringing people in: accounts without a password, facts from a day on (rules.md §1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import clock
from app.errors import RuleBroken
from app.models import Person
from app.rules.imports import people as reading
from app.rules.imports.layout import Row
from app.rules.imports.people import PersonRow
from app.services.imports.importer import Read, Run, Terms
from app.services.imports.tally import CREATED, KNOWN, UPDATED, Outcome, rejected
from app.services.leads import leaving
from app.services.onboarding import passing
from app.services.people import hiring, records


@dataclass
class PeopleImport:
    terms: Terms
    run: Run
    remembers: bool = False

    def __post_init__(self) -> None:
        self.today = clock.day_of(self.run.now)

    def read(self, rows: Sequence[Row]) -> list[Read]:
        return [(row, self.read_one(row)) for row in rows]

    def read_one(self, row: Row) -> PersonRow | RuleBroken:
        try:
            return reading.read(self.terms.layout.record(row[1]), self.today)
        except RuleBroken as refusal:
            return refusal

    def take(self, read: Sequence[Read]) -> list[Outcome]:
        """Makes an account for each new login; for a known one takes over what is different.

        What a row leaves empty stays as it is. Changes of role and place hold from today on.
        """
        return [self.take_one(row, said) for row, said in read]

    def take_one(self, row: Row, said: PersonRow | RuleBroken) -> Outcome:
        try:
            if isinstance(said, RuleBroken):
                raise said
            person = records.find(said.login)
            if person is None:
                self.make(said)
                return Outcome(row[0], CREATED)
            return Outcome(row[0], UPDATED if self.change(person, said) else KNOWN)
        except RuleBroken as refusal:
            return rejected(row, refusal)

    def make(self, said: PersonRow) -> None:
        if not said.name:
            raise RuleBroken("name_missing")
        if said.hired_on is None:
            raise RuleBroken("hired_on_missing")
        person = records.create(said.login, said.name, said.hired_on, self.run.by_id)
        roles = said.roles or records.FIRST_ROLE
        records.set_roles(person, roles, said.hired_on, self.run.by_id)
        self.take_over(person, said, since=said.hired_on)
        if reading.passed_before(said, said.hired_on, self.today):
            passing.bring_in(person)

    def change(self, person: Person, said: PersonRow) -> bool:
        self.check(person, said)
        before = (person.name, person.hired_on)
        person.name = said.name or person.name
        person.hired_on = said.hired_on or person.hired_on
        changed = before != (person.name, person.hired_on)
        if said.roles:
            changed |= records.set_roles(person, said.roles, self.today, self.run.by_id)
        return self.take_over(person, said, since=self.today) or changed

    def check(self, person: Person, said: PersonRow) -> None:
        """A list may do to somebody known what the page may, before anything is changed."""
        if said.roles and set(said.roles) != set(person.roles):
            hiring.check_change_of_roles(person, said.roles, self.run.by_id)
        if said.left_on and said.left_on != person.left_on:
            leaving.check(person, said.left_on, self.run.by_id)

    def take_over(self, person: Person, said: PersonRow, since: date) -> bool:
        changed = bool(said.team) and records.place(
            person, said.team, said.group, since, by_id=self.run.by_id
        )
        for day, grade in reading.pay_grades(said, person.hired_on):
            changed |= records.pay(person, day, grade, by_id=self.run.by_id)
        if said.left_on:
            changed |= leaving.leave(person, said.left_on, self.run.by_id)
        return changed
