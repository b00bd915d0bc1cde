"""How much waits for the word of the signed-in person, where a page says it."""

from collections.abc import Callable
from functools import wraps

from flask import Flask, g
from flask_login import current_user

from app.http import access
from app.rules.people.permissions import READ, WRITE
from app.services.clashes import listing as clashes
from app.services.complaints import listing as complaints
from app.services.customers.within import Who
from app.services.deals import confirming
from app.services.exports import listing
from app.services.exports.listing import Looker as Approver
from app.services.meetings import tasks
from app.services.pay import approving, awards, changes_listed
from app.services.records import counts
from app.services.records.states import Looker
from app.services.signals import listing as signals

RESOURCE, EXPORTS, CLASHES = "sync_records", "exports", "clashes"
COMPLAINTS, LIFTINGS = "complaints", "complaint_liftings"
SIGNALS = "signals"


Count = Callable[[], int]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(open_records=open_records, waiting_plans=waiting_plans)


def counted(resource: str, verb: str = WRITE) -> Callable[[Count], Count]:
    """Counted at most once a request; nothing waits for who may not do that there."""

    def of(work: Count) -> Count:
        @wraps(work)
        def once() -> int:
            if not access.can(resource, verb):
                return 0
            known: dict[str, int] = g.setdefault("waiting", {})
            if work.__name__ not in known:
                known[work.__name__] = work()
            return known[work.__name__]

        return once

    return of


@counted(RESOURCE, READ)
def open_records() -> int:
    """Records that somebody must decide on, within reach."""
    return counts.urgent(Looker(current_user.id, access.reach(RESOURCE)))


@counted("export_approvals")
def waiting_exports() -> int:
    return listing.waiting(Approver(current_user.id, access.reach(EXPORTS), approves=True))


@counted(CLASHES)
def open_clashes() -> int:
    return clashes.waiting(Who(current_user.id, access.reach(CLASHES, WRITE)))


@counted("deal_confirmations")
def waiting_deals() -> int:
    """Money and concessions."""
    return confirming.count_for(current_user.id)


@counted(LIFTINGS)
def open_complaints() -> int:
    return complaints.count(Who(current_user.id, access.reach(LIFTINGS, WRITE)))


@counted("pay_plan_approvals")
def waiting_plans() -> int:
    """Drafts of plans; never his own."""
    return approving.count_for(current_user.id)


@counted("awards")
def waiting_changes() -> int:
    """Changes of pay; none of his own."""
    return changes_listed.count_for(current_user.id)


@counted("awards")
def waiting_awards() -> int:
    """Proposed lines: none that he may not decide on."""
    return awards.count_for(current_user.id)


@counted("tasks", READ)
def due_tasks() -> int:
    """His tasks that are due today or overdue."""
    return tasks.due(current_user.id)


@counted(SIGNALS, READ)
def new_signals() -> int:
    """Signals within reach that nobody has seen to."""
    return signals.waiting(Who(current_user.id, access.reach(SIGNALS)))
