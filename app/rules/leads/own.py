"""What somebody enters of a customer he found himself (rules.md §2, own)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import RuleBroken
from app.rules.imports import leads
from app.rules.imports.leads import LeadRow
from app.rules.typed import trimmed

KIND = "own"
FIELDS = (*leads.TEXTS, "note")
LONGEST = 4_000


@dataclass(frozen=True)
class Entry:
    """A customer as entered: `row` as an import would read it, and who referred to him."""

    row: LeadRow
    referred_by: str


def read(typed: Mapping[str, Any], today: date) -> Entry:
    """Reads a form or a record of a device: `number` and the texts of a lead, all but the number may
    be missing (rules.md §2, identity).

    Raises RuleBroken what `numbers_in` refuses, and ("own_garbled") for what is no text.
    """
    if any(
        not isinstance(typed.get(name) or "", str) for name in ("number", "referred_by", *FIELDS)
    ):
        raise RuleBroken("own_garbled")
    said = {name: trimmed(str(typed.get(name) or ""))[:LONGEST] for name in FIELDS}
    record = {**said, "phone": str(typed.get("number") or ""), "owner": KIND}
    row = leads.read(record, kind=KIND, source="", today=today)
    return Entry(row, trimmed(str(typed.get("referred_by") or ""))[: leads.LONGEST_LINE])


def masked_name(name: str) -> str:
    """A colleague's name for who may not know it: 李娜 is 李*, Anna is A*."""
    return f"{name[:1]}*" if name else ""
