"""Bringing targets in: one row for an owner, a measure and a period (rules.md §6, goals)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Group, Team
from app.rules.imports import targets as reading
from app.rules.imports.layout import Row
from app.rules.imports.targets import TargetRow
from app.rules.typed import word
from app.services.imports.call_lookups import reps
from app.services.imports.importer import Read, Run, Terms
from app.services.imports.tally import CREATED, KNOWN, UPDATED, Outcome, rejected
from app.services.targets import setting
from app.services.targets.setting import NEW, OTHER, Owner

VERDICTS = {NEW: CREATED, OTHER: UPDATED}


@dataclass
class TargetImport:
    """A target that is known already takes over what the list says now."""

    terms: Terms
    run: Run
    remembers: bool = False

    def __post_init__(self) -> None:
        self.owners = {"person": reps(), "team": named_teams(), "group": named_groups()}

    def read(self, rows: Sequence[Row]) -> list[Read]:
        return [(row, self.read_one(row)) for row in rows]

    def read_one(self, row: Row) -> TargetRow | RuleBroken:
        try:
            said = reading.read(self.terms.layout.record(row[1]))
        except RuleBroken as refusal:
            return refusal
        known = word(said.owner) in self.owners[said.scope]
        return said if known else RuleBroken("target_owner_unknown", text=said.owner[:40])

    def take(self, read: Sequence[Read]) -> list[Outcome]:
        return [self.take_one(row, said) for row, said in read]

    def take_one(self, row: Row, said: TargetRow | RuleBroken) -> Outcome:
        if isinstance(said, RuleBroken):
            return rejected(row, said)
        owner = Owner(said.scope, self.owners[said.scope][word(said.owner)])
        goal = (said.measure, said.period, said.hundredths)
        verdict = setting.put(owner, *goal, by_id=self.run.by_id, import_id=self.run.id)
        return Outcome(row[0], VERDICTS.get(verdict, KNOWN))


def named_teams() -> dict[str, int]:
    return {word(name): key for key, name in db.session.execute(select(Team.id, Team.name))}


def named_groups() -> dict[str, int]:
    """Groups by name where only one team has it, and by team and name: 一队/A组."""
    query = select(Group.id, Group.name, Team.name).join(Team, Team.id == Group.team_id)
    groups = db.session.execute(query).all()
    names = Counter(word(name) for _, name, _ in groups)
    alone = {word(name): key for key, name, _ in groups if names[word(name)] == 1}
    return alone | {word(f"{team}/{name}"): key for key, name, team in groups}
