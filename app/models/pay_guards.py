"""What the database itself refuses about pay, whoever asks (rules.md §8, design: safety)."""

from collections.abc import Sequence
from functools import partial

from app.models import guards
from app.models.guards import statements_of
from app.models.pay_months import STATES

CLOSED = "m.state IN ('closed', 'paid')"
CLOSED_MONTH = "SELECT 1 FROM pay_month m WHERE m.state IN ('closed', 'paid')"
OF_LINE = "SELECT 1 FROM pay_line l JOIN pay_month m ON m.id = l.month_id WHERE l.id = NEW.line_id"
NEWER = (
    "SELECT 1 FROM pay_line n JOIN pay_line o ON o.id = NEW.line_id WHERE n.month_id = o.month_id"
    " AND n.person_id = o.person_id AND n.earned = o.earned AND n.key = o.key"
    " AND n.revision > o.revision"
)
RANK = " ".join(f"WHEN '{state}' THEN {n}" for n, state in enumerate(STATES))
STEP = f"(CASE NEW.state {RANK} END) - (CASE OLD.state {RANK} END)"


Guard = partial(guards.Guard, "pay")
GUARDS = (
    Guard(
        "pay_decision",
        "INSERT",
        "own",
        "EXISTS (SELECT 1 FROM pay_line l WHERE l.id = NEW.line_id"
        " AND (l.person_id = NEW.by_id OR l.proposed_by_id = NEW.by_id))"
        " OR EXISTS (SELECT 1 FROM pay_roster r WHERE r.line_id = NEW.line_id"
        " AND r.person_id = NEW.by_id)",
    ),
    Guard(
        "pay_decision",
        "INSERT",
        "as_it_is",
        f"EXISTS ({OF_LINE} AND (l.gone OR NOT l.needs_approval OR {CLOSED})) OR EXISTS ({NEWER})",
    ),
    Guard(
        "pay_roster",
        "INSERT",
        "decided",
        "EXISTS (SELECT 1 FROM pay_decision d WHERE d.line_id = NEW.line_id)",
    ),
    Guard(
        "pay_line",
        "INSERT",
        "closed",
        f"EXISTS ({CLOSED_MONTH} AND m.id = NEW.month_id)",
    ),
    Guard(
        "pay_entry",
        "INSERT",
        "closed",
        f"EXISTS ({CLOSED_MONTH} AND m.month = NEW.posted)",
    ),
    Guard(
        "pay_entry",
        "INSERT",
        "approved",
        "NEW.line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pay_line l"
        " JOIN pay_month m ON m.id = l.month_id LEFT JOIN pay_decision d ON d.line_id = l.id"
        " WHERE l.id = NEW.line_id AND l.person_id = NEW.person_id AND l.fen = NEW.fen"
        " AND l.earned = NEW.earned AND m.month = NEW.posted AND NOT l.gone"
        " AND (NOT l.needs_approval OR coalesce(d.yes, false)))",
    ),
    Guard("pay_entry", "INSERT", "newest", f"EXISTS ({NEWER})"),
    Guard(
        "pay_month",
        "UPDATE",
        "on",
        f"NEW.month <> OLD.month OR {STEP} NOT IN (0, 1)"
        f" OR (OLD.state <> 'open' AND (CAST(NEW.plan AS TEXT) <> CAST(OLD.plan AS TEXT)"
        " OR NEW.plan IS NULL OR coalesce(NEW.plan_id, 0) <> coalesce(OLD.plan_id, 0)))",
    ),
    Guard("pay_month", "DELETE", "kept", "OLD.state <> 'open'"),
)


def pay_guard_statements(dialect: str, wanted: Sequence[guards.Guard] = GUARDS) -> list[str]:
    """The statements that make the guards on `sqlite` or `postgresql`."""
    return statements_of(wanted, dialect)
