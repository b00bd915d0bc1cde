"""What the kept one of two leads that are one becomes (rules.md §2, identity: never overwrite what is
there, add what is new)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]

FILLED = (
    *("name", "company", "industry", "region", "wechat", "qq", "email", "referred_by"),
    *("source_id", "grade", "attitude", "wechat_state"),
)
"""What is taken over where the kept lead has nothing. Kind, stage, cost and arrival stay its own."""


@dataclass(frozen=True)
class Becomes:
    """`values`: what the kept lead's fields are afterwards; `owner_id` None: it is nobody's.
    `continues`: the owner has had it as the other lead, so his time with it goes on."""

    values: dict[str, Any]
    owner_id: int | None
    continues: bool


def becomes(kept: Facts, other: Facts, chosen: int | None = None) -> Becomes:
    """The kept lead after the merging; the other one's row is left as it was.

    Its own values win, empty ones are filled, notes are joined. Do-not-call of either holds; the
    later cool-down holds; it is gone only where both were. `chosen`, one of the two owners, has it
    afterwards: without a choice the kept one's, or, if it has none, the other's.
    """
    values = {name: kept[name] or other[name] for name in FILLED}
    values["note"] = joined(kept["note"], other["note"])
    values["do_not_call"] = kept["do_not_call"] or other["do_not_call"]
    values["cool_until"] = later(kept["cool_until"], other["cool_until"])
    values["last_call_at"] = later(kept["last_call_at"], other["last_call_at"])
    values["gone_because"] = kept["gone_because"] if other["gone_because"] else None
    values["waiting_since"] = (other if kept["gone_because"] else kept)["waiting_since"]
    out = values["do_not_call"] or values["gone_because"]
    owner = None if out else owner_after(kept, other, chosen)
    due = due_of(kept, other, owner)
    values["due_at"], values["due_kind"] = due["due_at"], due["due_kind"]
    return Becomes(values, owner, owner is not None and owner != kept["owner_id"])


def owner_after(kept: Facts, other: Facts, chosen: int | None) -> int | None:
    owners = [owner for owner in (kept["owner_id"], other["owner_id"]) if owner is not None]
    return chosen if chosen in owners else next(iter(owners), None)


def due_of(kept: Facts, other: Facts, owner: int | None) -> Facts:
    """What the one who goes on had promised; else what was promised at all: a customer waits for
    it. Nobody's lead has nothing due."""
    if owner is None:
        return {"due_at": None, "due_kind": None}
    own = sorted((kept, other), key=lambda one: one["owner_id"] != owner)
    return next((one for one in own if one["due_at"] is not None), kept)


def joined(text: str, more: str) -> str:
    """Both texts below each other, one that the first holds already not again."""
    return text if more in text else f"{text}\n{more}".strip("\n")


def later(one: Any, other: Any) -> Any:
    return max((value for value in (one, other) if value is not None), default=None)
