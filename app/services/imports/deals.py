"""Bringing deals in: one row for a receipt or a refund (rules.md §5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.rules.imports import deals as reading
from app.rules.imports.deals import DealRow
from app.rules.imports.layout import Row
from app.services.deals import standing
from app.services.imports.call_lookups import reps
from app.services.imports.deal_batch import Batch, Met
from app.services.imports.importer import Read, Run, Terms
from app.services.imports.tally import Outcome


@dataclass
class DealImport:
    """Takes rows batch by batch. What a list says came in is confirmed by it, but not by somebody
    who has a share himself: that waits for another's word."""

    terms: Terms
    run: Run
    remembers: bool = False
    met: Met = field(default_factory=Met)

    def __post_init__(self) -> None:
        self.today = clock.day_of(self.run.now)
        self.people = reps()

    def read(self, rows: Sequence[Row]) -> list[Read]:
        return [(row, self.read_one(row)) for row in rows]

    def read_one(self, row: Row) -> DealRow | RuleBroken:
        try:
            said = reading.read(self.terms.layout.record(row[1]), self.today)
        except RuleBroken as refusal:
            return refusal
        unknown = [who for who, _ in said.shares if who not in self.people]
        return RuleBroken("login_unknown", text=unknown[0]) if unknown else said

    def take(self, read: Sequence[Read]) -> list[Outcome]:
        """Keeps each receipt with its deal, receipts before refunds; what is there already is a
        duplicate, and of two equal rows the second is another receipt."""
        said = [one for _, one in read if isinstance(one, DealRow)]
        batch = Batch(self.run, self.people, self.met.copy(), said)
        order = sorted(range(len(read)), key=lambda n: is_refund(read[n][1]))
        outcomes = {n: batch.take(*read[n]) for n in order}
        db.session.flush()
        standing.recount(batch.changed)
        self.met = batch.met
        return [outcomes[n] for n in range(len(read))]


def is_refund(said: DealRow | RuleBroken) -> bool:
    return isinstance(said, DealRow) and said.refund
