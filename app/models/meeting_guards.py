"""What the database refuses about meetings, whoever asks: closed minutes stay as they are, and what
somebody raised stays as he said it (rules.md §9)."""

from functools import partial

from app.models import guards
from app.models.guards import statements_of

Guard = partial(guards.Guard, "meeting")
CLOSED = (
    "EXISTS (SELECT 1 FROM meeting m WHERE m.id = {row}.meeting_id AND m.closed_at IS NOT NULL)"
)
NEW_IN_CLOSED = CLOSED.format(row="NEW")
FIXED_ITEM = ("meeting_id", "team_id", "owner_id", "due_on", "parent_id")
SAID = ("uuid", "type", "text", "done_when", "made_on", "made_at", "made_by_id")
CHANGED = " OR ".join(
    [
        *(f"coalesce(NEW.{name}, OLD.{name}) <> OLD.{name}" for name in SAID),
        *(
            f"(NEW.{name} IS NULL) <> (OLD.{name} IS NULL) OR NEW.{name} <> OLD.{name}"
            for name in FIXED_ITEM
        ),
    ]
)

GUARDS = (
    Guard("meeting", "UPDATE", "closed", "OLD.closed_at IS NOT NULL"),
    Guard(
        "meeting",
        "UPDATE",
        "same",
        "NEW.kind <> OLD.kind OR NEW.team_id <> OLD.team_id OR NEW.day <> OLD.day",
    ),
    Guard("meeting", "DELETE", "opened", "OLD.opened_at IS NOT NULL"),
    Guard("meeting_attendance", "INSERT", "new", NEW_IN_CLOSED),
    Guard("meeting_attendance", "UPDATE", "changed", NEW_IN_CLOSED),
    Guard("meeting_attendance", "DELETE", "gone", CLOSED.format(row="OLD")),
    *(
        Guard(table, "INSERT", "closed", NEW_IN_CLOSED)
        for table in ("meeting_turn", "meeting_note", "meeting_figure", "meeting_carry")
    ),
    Guard("meeting_item", "INSERT", "closed", NEW_IN_CLOSED),
    Guard("meeting_item", "UPDATE", "said", CHANGED),
    Guard("meeting_item", "UPDATE", "ended", "OLD.state <> 'open'"),
    Guard("meeting_item", "DELETE", "kept", "1 = 1"),
    Guard("meeting_addition", "INSERT", "open", f"NOT {NEW_IN_CLOSED}"),
)


def meeting_guard_statements(dialect: str) -> list[str]:
    """The statements that make the guards on `sqlite` or `postgresql`."""
    return statements_of(GUARDS, dialect)
