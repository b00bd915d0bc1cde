"""What an advertising platform says of a lead, and what of it cannot be used (rules.md §2, §2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import RuleBroken
from app.rules.imports import leads
from app.rules.imports.leads import TEXTS, LeadRow
from app.rules.typed import trimmed
from app.rules.why import Why

FIELDS = ("id", "phone", *TEXTS, "note")
LONGEST_ID = 100
LONGEST_PHONE = 200


@dataclass(frozen=True)
class Sent:
    """A precise lead under the platform's own number for it."""

    id: str
    row: LeadRow


def read(payload: object, *, source: str, today: date) -> Sent:
    """Reads a JSON object as a precise lead of a source; what it says beyond FIELDS is passed over.

    Raises RuleBroken("platform_lead_unusable", fields={name: Why}) with all that is wrong at once,
    and ("platform_lead_malformed") when it is no object.
    """
    if not isinstance(payload, Mapping):
        raise RuleBroken("platform_lead_malformed")
    said = {name: text_of(payload.get(name)) for name in FIELDS}
    texts = {name: text for name, text in said.items() if text is not None}
    wrong = {name: Why("field_not_text", {}) for name in FIELDS if said[name] is None}
    wrong = too_long(texts) | wrong
    if "id" not in wrong and not texts["id"]:
        wrong["id"] = Why("field_missing", {})
    row = None if "phone" in wrong else row_of(texts, source, today)
    if isinstance(row, Why):
        wrong["phone"] = row
    if wrong or not isinstance(row, LeadRow):
        raise RuleBroken("platform_lead_unusable", fields=wrong)
    return Sent(texts["id"], row)


def text_of(value: Any) -> str | None:
    """Text as it is kept; None for what is neither text nor a whole number, such as a list."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return None
    return trimmed(value.replace("\0", "").encode("utf-8", "ignore").decode())


def too_long(texts: Mapping[str, str]) -> dict[str, Why]:
    longest = {"id": LONGEST_ID, "phone": LONGEST_PHONE, "note": leads.LONGEST_NOTE}
    most = {name: longest.get(name, leads.LONGEST_LINE) for name in texts}
    return {
        name: Why("field_too_long", {"most": most[name]})
        for name, text in texts.items()
        if len(text) > most[name]
    }


def row_of(texts: Mapping[str, str], source: str, today: date) -> LeadRow | Why:
    about = {name: text for name, text in texts.items() if name != "id"}
    try:
        return leads.read(about, kind="precise", source=source, today=today)
    except RuleBroken as refusal:
        return Why(refusal.code, refusal.params)
