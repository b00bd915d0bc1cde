"""The ledger of hand-outs and the history of hands: without holes, and agreeing (rules.md §2)."""

from sqlalchemy import func, or_, select, union_all

from app.models import HandOut, Lead, LeadMove
from app.services.checks.finding import Finding, among, is_other_day

IN_LEDGER = ("claim", "hand_out", "given")
"""By these rules a lead comes to somebody with an entry in the ledger."""


def numbers_have_no_holes() -> list[Finding]:
    """The hand-outs of a rep, a day and a kind are numbered 1, 2, 3 …"""
    place = (HandOut.person_id, HandOut.day, HandOut.kind)
    as_many = func.max(HandOut.number) == func.count()
    query = select(*place).group_by(*place).having(or_(~as_many, func.min(HandOut.number) != 1))
    return among("check_ledger_holes", query)


def entries_are_on_their_day() -> list[Finding]:
    other = is_other_day(HandOut.at, HandOut.day)
    return among("check_ledger_day", select(HandOut.id).where(other))


def every_entry_moved_its_lead() -> list[Finding]:
    same = (LeadMove.lead_id == HandOut.lead_id, LeadMove.to_id == HandOut.person_id)
    moved = select(LeadMove.id).where(*same, LeadMove.at == HandOut.at).exists()
    return among("check_ledger_without_move", select(HandOut.id).where(~moved))


def every_claim_is_in_the_ledger() -> list[Finding]:
    same = (HandOut.lead_id == LeadMove.lead_id, HandOut.person_id == LeadMove.to_id)
    entered = select(HandOut.id).where(*same, HandOut.at == LeadMove.at).exists()
    query = select(LeadMove.id).where(LeadMove.rule.in_(IN_LEDGER), ~entered)
    return among("check_move_without_ledger", query)


def hands_follow_each_other() -> list[Finding]:
    """Each change of hands begins with whom the one before ended; the first with nobody."""
    before = func.lag(LeadMove.to_id).over(partition_by=LeadMove.lead_id, order_by=LeadMove.id)
    chain = select(LeadMove.id, LeadMove.from_id, before.label("before")).subquery()
    broken = chain.c.from_id.is_distinct_from(chain.c.before)
    return among("check_moves_broken", select(chain.c.id).where(broken))


def holdings_are_the_sum_of_moves() -> list[Finding]:
    """What somebody holds is what came to him less what went from him."""
    came = select(LeadMove.to_id.label("person_id"), func.count().label("n"))
    went = select(LeadMove.from_id.label("person_id"), (-func.count()).label("n"))
    held = select(Lead.owner_id.label("person_id"), (-func.count()).label("n"))
    parts = union_all(
        came.where(LeadMove.to_id.is_not(None)).group_by(LeadMove.to_id),
        went.where(LeadMove.from_id.is_not(None)).group_by(LeadMove.from_id),
        held.where(Lead.owner_id.is_not(None)).group_by(Lead.owner_id),
    ).subquery()
    person = parts.c.person_id
    query = select(person).group_by(person).having(func.sum(parts.c.n) != 0)
    return among("check_holding_sum", query)


CHECKS = (
    numbers_have_no_holes,
    entries_are_on_their_day,
    every_entry_moved_its_lead,
    every_claim_is_in_the_ledger,
    hands_follow_each_other,
    holdings_are_the_sum_of_moves,
)
