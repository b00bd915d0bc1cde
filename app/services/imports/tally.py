from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.errors import RuleBroken
from app.rules.imports.layout import Row
from app.rules.why import Why

CREATED, UPDATED, KNOWN, REJECTED = "created", "updated", "known", "rejected"


@dataclass(frozen=True)
class Outcome:
    """What became of one row; a known row that added something is "updated"."""

    row: int
    verdict: str
    reason: Why | None = None


@dataclass
class Tally:
    """The report of an import: read = created + duplicates + rejected, updated ⊂ duplicates.

    `unused`: columns that became nothing, `nameless`: those without a heading, by number; `unread`:
    further sheets of the workbook.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    duplicates: int = 0
    rejected: list[Outcome] = field(default_factory=list)
    unused: Sequence[str] = ()
    nameless: Sequence[int] = ()
    unread: Sequence[str] = ()

    def add(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            self.read += 1
            self.created += outcome.verdict == CREATED
            self.updated += outcome.verdict == UPDATED
            self.duplicates += outcome.verdict in (UPDATED, KNOWN)
            if outcome.verdict == REJECTED:
                self.rejected.append(outcome)


def rejected(row: Row, refusal: RuleBroken) -> Outcome:
    return Outcome(row[0], REJECTED, Why(refusal.code, refusal.params))
