"""A closed month as a table for who keeps the accounts (rules.md §8; design: an export is logged)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.errors import RuleBroken
from app.extensions import db
from app.models import PayDecision, PayEntry, PayLine, Person
from app.rules.pay.states import FOR_GOOD, OPEN
from app.services import audit
from app.services.pay import months
from app.services.transaction import write

Decider = aliased(Person)


@dataclass(frozen=True)
class Entry:
    """An entry of the ledger with what explains it; `text` in each language, empty of a rest that
    goes on."""

    person_id: int
    login: str
    name: str
    earned: date
    kind: str
    settles: str
    fen: int
    text: Mapping[str, str]
    sum: str
    rule: int
    by: str
    at: datetime | None
    because: str


@dataclass(frozen=True)
class Sheet:
    month: date
    entries: Sequence[Entry]

    @property
    def kinds(self) -> list[str]:
        """The kinds there are, in the order of the rules."""
        rules: dict[str, int] = {}
        for one in self.entries:
            rules.setdefault(one.kind, one.rule)
        return sorted(rules, key=lambda kind: (kind.startswith("carried"), rules[kind], kind))

    def people(self) -> list[tuple[Entry, dict[str, int]]]:
        """Everybody by an entry of his, with his sums by kind."""
        sums: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(self.kinds, 0))
        firsts: dict[int, Entry] = {}
        for one in self.entries:
            sums[one.person_id][one.kind] += one.fen
            firsts.setdefault(one.person_id, one)
        return [(firsts[number], sums[number]) for number in sorted(firsts)]


def take(first: date, by_id: int) -> Sheet:
    """The ledger of a closed month; that somebody took it away is written down. Raises
    RuleBroken("pay_month_<state>")."""
    with write():
        found = months.find(first)
        if found is None or found.state not in FOR_GOOD:
            raise RuleBroken(f"pay_month_{found.state if found else OPEN}", step="sheet")
        sheet = Sheet(first, entries(first))
        code, rows = months.period(first).code, len(sheet.entries)
        audit.note("pay_exported", f"pay:{code}", by_id, rows=rows)
        return sheet


def entries(first: date) -> list[Entry]:
    query = (
        select(PayEntry, Person.login, Person.name, PayLine, PayDecision, Decider.name)
        .join(Person, Person.id == PayEntry.person_id)
        .outerjoin(PayLine, PayLine.id == PayEntry.line_id)
        .outerjoin(PayDecision, PayDecision.line_id == PayEntry.line_id)
        .outerjoin(Decider, Decider.id == PayDecision.by_id)
        .where(PayEntry.posted == first)
        .order_by(PayEntry.person_id, PayEntry.id)
    )
    return [
        Entry(
            person_id=one.person_id,
            login=login,
            name=name,
            earned=one.earned,
            kind=one.kind,
            settles=one.settles,
            fen=one.fen,
            text=line.text if line else {},
            sum=line.sum if line else "",
            rule=line.rule if line else 0,
            by=by or "",
            at=word.at if word else None,
            because=word.because if word else "",
        )
        for one, login, name, line, word, by in db.session.execute(query)
    ]
