"""What the database refuses about changes of pay, plans and what was sealed (rules.md §8)."""

from app.models.pay_guards import CLOSED, CLOSED_MONTH, GUARDS, NEWER, OF_LINE, Guard

TERMS = ("person_id", "kind", "name", "condition", "fen", "reason", "proposed_at")
WORD = ("yes", "decided_by_id", "decided_at", "because", "starts_on")


def other(*columns: str) -> str:
    """Whether a row says something else than before; nothing is also something."""
    said = [
        f"coalesce(CAST(NEW.{one} AS TEXT), '') <> coalesce(CAST(OLD.{one} AS TEXT), '')"
        for one in columns
    ]
    return " OR ".join(said)


CHANGE_GUARDS = (
    Guard(
        "pay_change",
        "INSERT",
        "undecided",
        "NEW.decided_at IS NOT NULL OR NEW.ended_at IS NOT NULL",
    ),
    Guard(
        "pay_change",
        "UPDATE",
        "as_said",
        f"{other(*TERMS, 'proposed_by_id')}"
        f" OR (OLD.decided_at IS NOT NULL AND ({other(*WORD)}))"
        f" OR (OLD.kind = 'allowance' AND ({other('starts_on')}))"
        f" OR OLD.ended_at IS NOT NULL"
        f" OR (NEW.ended_at IS NOT NULL AND NOT coalesce(OLD.yes, false))"
        f" OR (NEW.ended_at IS NULL AND ({other('ends_on')}))",
    ),
    Guard("pay_change", "DELETE", "kept", "OLD.id IS NOT NULL"),
    Guard(
        "pay_plan",
        "UPDATE",
        "begun",
        "NEW.approved_at IS NOT NULL AND OLD.approved_at IS NULL AND EXISTS (SELECT 1 FROM pay_month m"
        " WHERE m.month >= NEW.starts_on AND m.state <> 'open')",
    ),
    Guard(
        "pay_roster",
        "INSERT",
        "begun",
        f"EXISTS ({OF_LINE} AND (l.gone OR {CLOSED})) OR EXISTS ({NEWER})",
    ),
    Guard(
        "pay_statement",
        "INSERT",
        "closed",
        f"EXISTS ({CLOSED_MONTH} AND m.id = NEW.month_id)",
    ),
)
ALL_GUARDS = (*GUARDS, *CHANGE_GUARDS)
