"""How much waits for the signed-in person: counted once a request, where a page says it."""

from flask import Flask, g
from flask_login import current_user

from app.http import access
from app.rules.people.permissions import WRITE
from app.services.clashes import listing as clashes
from app.services.complaints import listing as complaints
from app.services.customers.within import Who
from app.services.deals import confirming
from app.services.exams import waiting as exams
from app.services.exports import listing
from app.services.exports.listing import Looker as Approver
from app.services.meetings import tasks
from app.services.pay import approving, awards, changes_listed
from app.services.records import counts
from app.services.records.states import Looker

RESOURCE, EXPORTS, CLASHES = "sync_records", "exports", "clashes"
COMPLAINTS, LIFTINGS = "complaints", "complaint_liftings"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(open_records=open_records, waiting_plans=waiting_plans)


def open_records() -> int:
    """Records that somebody must decide on, within reach; none for who may not look at them."""
    if not access.can(RESOURCE):
        return 0
    if "open_records" not in g:
        g.open_records = counts.urgent(Looker(current_user.id, access.reach(RESOURCE)))
    found: int = g.open_records
    return found


def waiting_exports() -> int:
    """Exports that wait for the word of who is signed in; none for who approves nothing."""
    if not access.can("export_approvals", WRITE):
        return 0
    if "waiting_exports" not in g:
        reach = access.reach(EXPORTS)
        g.waiting_exports = listing.waiting(Approver(current_user.id, reach, approves=True))
    found: int = g.waiting_exports
    return found


def open_clashes() -> int:
    """What waits for a ruling of who is signed in; none for who rules on nothing."""
    if not access.can(CLASHES, WRITE):
        return 0
    if "open_clashes" not in g:
        g.open_clashes = clashes.waiting(Who(current_user.id, access.reach(CLASHES, WRITE)))
    found: int = g.open_clashes
    return found


def waiting_deals() -> int:
    """Money and concessions that wait for the word of who is signed in."""
    if not access.can("deal_confirmations", WRITE):
        return 0
    if "waiting_deals" not in g:
        g.waiting_deals = confirming.count_for(current_user.id)
    found: int = g.waiting_deals
    return found


def open_complaints() -> int:
    """Complaints that wait for the word of who is signed in; none for who lifts nothing."""
    if not access.can(LIFTINGS, WRITE):
        return 0
    if "open_complaints" not in g:
        g.open_complaints = complaints.count(Who(current_user.id, access.reach(LIFTINGS, WRITE)))
    found: int = g.open_complaints
    return found


def waiting_plans() -> int:
    """Drafts of plans that wait for the word of who is signed in; never his own."""
    if not access.can("pay_plan_approvals", WRITE):
        return 0
    if "waiting_plans" not in g:
        g.waiting_plans = approving.count_for(current_user.id)
    found: int = g.waiting_plans
    return found


def waiting_changes() -> int:
    """Changes of pay that wait for the word of who is signed in; none of his own."""
    if not access.can("awards", WRITE):
        return 0
    if "waiting_changes" not in g:
        g.waiting_changes = changes_listed.count_for(current_user.id)
    found: int = g.waiting_changes
    return found


def due_tasks() -> int:
    """His tasks that are due today or overdue."""
    if "due_tasks" not in g:
        g.due_tasks = tasks.due(current_user.id)
    found: int = g.due_tasks
    return found


def waiting_awards() -> int:
    """Proposed lines that wait for the word of who is signed in: none that he may not decide on."""
    if not access.can("awards", WRITE):
        return 0
    if "waiting_awards" not in g:
        g.waiting_awards = awards.count_for(current_user.id)
    found: int = g.waiting_awards
    return found


def waiting_marks() -> int:
    """Answers in exams that wait for the mark of who is signed in; none of his own."""
    if not access.can("papers", WRITE):
        return 0
    if "waiting_marks" not in g:
        g.waiting_marks = exams.count_for(current_user.id)
    found: int = g.waiting_marks
    return found
