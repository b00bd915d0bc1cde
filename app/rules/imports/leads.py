"""What a row of a lead list says, and what a known lead gains from it (rules.md §2, identity)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.errors import RuleBroken
from app.rules.days.dates import read_moment
from app.rules.imports import words
from app.rules.phones import numbers_in
from app.rules.typed import is_nothing, word

TEXTS = ("name", "company", "industry", "region", "wechat", "qq", "email")
LONGEST_LINE, LONGEST_NOTE = 200, 4_000

Record = Mapping[str, str]


@dataclass(frozen=True)
class LeadRow:
    """A usable row: the numbers that identify it, texts to keep, and where it belongs.

    `received_at` is None where the list does not say; `owner` is a login or name as typed.
    """

    numbers: tuple[str, ...]
    texts: Mapping[str, str]
    note: str
    kind: str
    source: str
    received_at: datetime | None
    owner: str


@dataclass
class Facts:
    """What is known of a lead and can be added to."""

    texts: dict[str, str]
    note: str = ""
    source: str = ""
    new_numbers: list[str] = field(default_factory=list)
    changed: bool = False


def read(record: Record, *, kind: str, source: str, today: date) -> LeadRow:
    """Reads a row; `kind` and `source` count where the row itself says nothing.

    Raises RuleBroken: what `numbers_in` refuses, "kind_unknown", or "owner_missing" for an own
    lead. A date that cannot be read costs nobody a lead: its text goes into the note.
    """
    numbers = numbers_in(record.get("phone", ""))
    said = {name: text for name, text in record.items() if not is_nothing(text)}
    if "kind" in said:
        kind = words.code(words.LEAD_KINDS, said["kind"], "kind_unknown")
    if kind == "own" and "owner" not in said:
        raise RuleBroken("owner_missing")
    received_at, left_over = received(said.get("received_at", ""), today)
    note = " ".join(part for part in (said.get("note", ""), left_over) if part)
    return LeadRow(
        numbers=numbers,
        texts={name: said[name][:LONGEST_LINE] for name in TEXTS if name in said},
        note=note[:LONGEST_NOTE],
        kind=kind,
        source=(said.get("source") or source)[:LONGEST_LINE],
        received_at=received_at,
        owner=word(said.get("owner", "")),
    )


def received(text: str, today: date) -> tuple[datetime | None, str]:
    try:
        return (read_moment(text, today) if text else None), ""
    except RuleBroken:
        return None, text


def new_facts(row: LeadRow) -> Facts:
    return Facts(dict(row.texts), row.note, row.source, list(row.numbers))


def add(known: Facts, row: LeadRow) -> bool:
    """Adds to a known lead what is new and says whether anything was.

    Empty fields are filled and a further note is put below; nothing that stands there is
    overwritten (rules.md §2, identity).
    """
    new = {name: text for name, text in row.texts.items() if not known.texts.get(name)}
    known.texts |= new
    source, note = known.source, known.note
    known.source = source or row.source
    if row.note not in note and len(note) + len(row.note) < LONGEST_NOTE:
        known.note = f"{note}\n{row.note}".strip()
    added = bool(new) or (source, note) != (known.source, known.note)
    known.changed = known.changed or added
    return added
