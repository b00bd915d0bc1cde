"""Deals: shares are the whole, nobody gave himself his word, what counts is what came in
(rules.md §5, §6)."""

from typing import Any

from sqlalchemy import except_, func, select, union

from app.errors import RuleBroken
from app.extensions import db
from app.models import (
    Concession,
    CountedShare,
    Deal,
    DealCredit,
    DealFile,
    DealShare,
    DealStanding,
    Receipt,
)
from app.rules.deals.shares import WHOLE_BP
from app.services.checks.finding import Finding, among, listed
from app.services.deals import shelf, standing

AT_ONCE = 2_000


def shares_are_the_whole() -> list[Finding]:
    whole = func.coalesce(func.sum(DealShare.share_bp), 0)
    query = select(Deal.id).outerjoin(DealShare, DealShare.deal_id == Deal.id).group_by(Deal.id)
    return among("check_deal_shares", query.having(whole != WHOLE_BP))


def nobody_decided_about_his_own() -> list[Finding]:
    """Who has a share in a deal confirmed nothing of it."""
    own = (
        select(one.deal_id)
        .join(DealShare, DealShare.deal_id == one.deal_id)
        .where(DealShare.person_id == one.decided_by_id)
        for one in (Receipt, Concession)
    )
    return among("check_deal_own_word", select(union(*own).subquery()))


def standings_are_what_came_in() -> list[Finding]:
    """What counts of each deal is what its confirmed receipts and refunds make."""
    ids, last, other = [0], 0, []
    while ids:
        query = select(Deal.id).where(Deal.id > last).order_by(Deal.id).limit(AT_ONCE)
        ids = list(db.session.scalars(query))
        last = ids[-1] if ids else last
        other += unlike(ids)
    return listed("check_deal_standing", other) + firsts_are_first()


def unlike(ids: list[int]) -> list[int]:
    """Those of these deals whose standing or credits are not what their rows make."""
    kept, credits = kept_of(ids)
    other = []
    for one in standing.facts(ids):
        try:
            made, parts = standing.worked_out(one)
        except RuleBroken:
            other.append(one.deal.id)
            continue
        made.pop("leads_first")
        same = {(part["receipt_id"], part["person_id"], part["day"], part["fen"]) for part in parts}
        if kept.get(one.deal.id) != made or credits.get(one.deal.id, set()) != same:
            other.append(one.deal.id)
    return other


def kept_of(ids: list[int]) -> tuple[dict[int, dict[str, Any]], dict[int, set[Any]]]:
    names = ("deal_id", "lead_id", "net_fen", "counted_on")
    columns = (getattr(DealStanding, name) for name in names)
    standings = db.session.execute(select(*columns).where(DealStanding.deal_id.in_(ids)))
    kept = {row[0]: dict(zip(names, row, strict=True)) for row in standings}
    of = (DealCredit.receipt_id, DealCredit.person_id, DealCredit.day, DealCredit.fen)
    credits: dict[int, set[Any]] = {}
    query = select(DealCredit.deal_id, *of).where(DealCredit.deal_id.in_(ids))
    for deal_id, *credit in db.session.execute(query):
        credits.setdefault(deal_id, set()).add(tuple(credit))
    return kept, credits


def firsts_are_first() -> list[Finding]:
    """Of a lead's deals that count, one made it a customer: the earliest."""
    place = func.row_number().over(
        partition_by=DealStanding.lead_id, order_by=(DealStanding.counted_on, DealStanding.deal_id)
    )
    counting = DealStanding.counted_on.is_not(None)
    own = select(DealStanding.deal_id, DealStanding.leads_first, place.label("place"))
    ranked = own.where(counting).subquery()
    wrong = select(ranked.c.deal_id).where(ranked.c.leads_first != (ranked.c.place == 1))
    uncounted = select(DealStanding.deal_id).where(~counting, DealStanding.leads_first)
    return among("check_deal_standing", select(union(wrong, uncounted).subquery()))


def shares_are_counted() -> list[Finding]:
    """Who is counted with a deal is who has a share in it while it counts."""
    made = standing.counted_shares()
    kept = select(*(CountedShare.__table__.c[one.name] for one in made.selected_columns))
    lacking, left = except_(made, kept).subquery(), except_(kept, made).subquery()
    wrong = union(select(lacking.c.deal_id), select(left.c.deal_id))
    return among("check_counted_shares", select(wrong.subquery()))


def files_are_on_the_shelf() -> list[Finding]:
    """The file of each quote and contract lies where it is looked for (design: uploads)."""
    query = select(DealFile.id, DealFile.digest).order_by(DealFile.id)
    gone = [key for key, digest in db.session.execute(query) if not shelf.path_of(digest).is_file()]
    return listed("check_deal_file", gone)


CHECKS = (
    shares_are_the_whole,
    nobody_decided_about_his_own,
    standings_are_what_came_in,
    shares_are_counted,
    files_are_on_the_shelf,
)
