"""Numbers that nobody may call: customer and list say the same (rules.md §2, do not call)."""

from collections.abc import Iterator

from sqlalchemy import select

from app.extensions import db
from app.models import DoNotCall, Lead, LeadPhone
from app.services.checks.finding import Finding, listed
from app.services.leads.do_not_call import number_hash

AT_ONCE = 2_000


def marked_leads_are_on_the_list() -> list[Finding]:
    """Every number of a customer so marked is on the list: else a new import brings it back."""
    stopped = hashes()
    missing = dict.fromkeys(
        lead_id for lead_id, key, marked in numbers() if marked and key not in stopped
    )
    return listed("check_stop_not_listed", missing)


def listed_numbers_are_of_marked_leads() -> list[Finding]:
    """A customer with a number on the list is marked: else somebody calls him."""
    stopped = hashes()
    callable_ = dict.fromkeys(
        lead_id for lead_id, key, marked in numbers() if not marked and key in stopped
    )
    return listed("check_stop_not_marked", callable_)


def hashes() -> set[str]:
    query = select(DoNotCall.number_hash).where(DoNotCall.lifted_at.is_(None))
    return set(db.session.scalars(query))


def numbers() -> Iterator[tuple[int, str, bool]]:
    query = select(LeadPhone.lead_id, LeadPhone.number, Lead.do_not_call).join(LeadPhone.lead)
    found = db.session.execute(
        query.order_by(LeadPhone.lead_id).execution_options(yield_per=AT_ONCE)
    )
    return ((lead_id, number_hash(number), marked) for lead_id, number, marked in found)


CHECKS = (marked_leads_are_on_the_list, listed_numbers_are_of_marked_leads)
