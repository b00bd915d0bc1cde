from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from app.errors import RuleBroken
from app.rules.imports.layout import Layout, Row
from app.services.imports.tally import Outcome

Read = tuple[Row, Any | RuleBroken]


@dataclass(frozen=True)
class Terms:
    """What is chosen for a whole file: how it is read, and for leads their kind and source."""

    layout: Layout
    kind: str = "ordinary"
    source: str = ""


@dataclass(frozen=True)
class Run:
    """Under which run an import writes, by whom and when; no number in a rehearsal."""

    id: int | None
    by_id: int | None
    now: datetime


class Importer(Protocol):
    """Takes the rows of one kind of file (design: import headings).

    `remembers`: in a rehearsal it writes nothing and keeps in mind what it would have written.
    """

    remembers: bool

    def read(self, rows: Sequence[Row]) -> list[Read]:
        """What each row says, or why it cannot be taken; needs no transaction."""

    def take(self, read: Sequence[Read]) -> list[Outcome]:
        """Brings rows in within the running `write()`; one outcome for each, in their order."""
