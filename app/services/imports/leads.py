"""Bringing leads in: a number is never two leads (rules.md §2, identity; do not call)."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person
from app.rules.imports import leads as reading
from app.rules.imports.layout import Row
from app.rules.imports.leads import LeadRow
from app.services.imports import lead_store
from app.services.imports.importer import Read, Run, Terms
from app.services.imports.lead_store import Known
from app.services.imports.tally import CREATED, KNOWN, UPDATED, Outcome, rejected
from app.services.leads import do_not_call


@dataclass
class LeadImport:
    """Takes lead rows batch by batch; without a run it writes nothing, but remembers all."""

    terms: Terms
    run: Run
    remembers: bool = True
    seen: dict[str, Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.owners = owners()
        self.today = clock.day_of(self.run.now)

    def read(self, rows: Sequence[Row]) -> list[Read]:
        return [(row, self.read_one(row)) for row in rows]

    def read_one(self, row: Row) -> LeadRow | RuleBroken:
        terms, record = self.terms, self.terms.layout.record(row[1])
        try:
            return reading.read(record, kind=terms.kind, source=terms.source, today=self.today)
        except RuleBroken as refusal:
            return refusal

    def take(self, read: Sequence[Read]) -> list[Outcome]:
        """Makes a lead for each new number and adds what is new to known ones.

        Do-not-call numbers are rejected and never created. Owner, grade, cool-down and what a rep
        wrote stay as they are.
        """
        numbers = {n for _, said in read if isinstance(said, LeadRow) for n in said.numbers}
        batch = Batch(do_not_call.listed(numbers), self.look_up(numbers), self.owners)
        outcomes = [batch.take(row, said) for row, said in read]
        if self.run.id is None:
            self.seen |= batch.known
        else:
            lead_store.store(self.run, batch.made, batch.grown)
        return outcomes

    def look_up(self, numbers: Collection[str]) -> dict[str, Known]:
        remembered = {number: self.seen[number] for number in numbers if number in self.seen}
        others = set(numbers) - remembered.keys()
        return lead_store.known(others, lock=self.run.id is not None) | remembered


@dataclass
class Batch:
    """Some rows against what is known of their numbers; later rows know the earlier ones."""

    listed: set[str]
    known: dict[str, Known]
    owners: dict[str, int]
    made: list[Known] = field(default_factory=list)

    @property
    def grown(self) -> list[Known]:
        met = {one.id: one for one in self.known.values() if one.id is not None}
        return [one for one in met.values() if one.facts.changed or one.facts.new_numbers]

    def take(self, row: Row, said: LeadRow | RuleBroken) -> Outcome:
        if isinstance(said, RuleBroken):
            return rejected(row, said)
        if not self.listed.isdisjoint(said.numbers):
            return rejected(row, RuleBroken("number_do_not_call"))
        met = next((self.known[n] for n in said.numbers if n in self.known), None)
        if met is not None:
            return Outcome(row[0], UPDATED if self.add(met, said) else KNOWN)
        if said.kind == "own" and said.owner not in self.owners:
            return rejected(row, RuleBroken("owner_unknown", text=said.owner))
        self.make(said)
        return Outcome(row[0], CREATED)

    def make(self, said: LeadRow) -> None:
        owner_id = self.owners[said.owner] if said.kind == "own" else None
        facts = reading.new_facts(said)
        made = Known(facts, kind=said.kind, arrived_at=said.received_at, owner_id=owner_id)
        self.known |= dict.fromkeys(said.numbers, made)
        self.made.append(made)

    def add(self, met: Known, said: LeadRow) -> bool:
        """Whether the known lead learned anything from the row."""
        new = [number for number in said.numbers if number not in self.known]
        met.facts.new_numbers += new
        self.known |= dict.fromkeys(new, met)
        return reading.add(met.facts, said) or bool(new)


def owners() -> dict[str, int]:
    """Who may own a lead, by login and, where only one has it, by name."""
    query = select(Person.id, Person.login, Person.name).where(Person.disabled_at.is_(None))
    people = db.session.execute(query).all()
    names = Counter(name for _, _, name in people)
    by_name = {name.lower(): key for key, _, name in people if names[name] == 1}
    return by_name | {login: key for key, login, _ in people}
