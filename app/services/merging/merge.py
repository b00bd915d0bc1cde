"""Two leads that are one become one, and no row is lost (rules.md §2, identity)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, LeadMerge
from app.models.merging import MERGED, merged_into
from app.rules.leads import merging
from app.rules.leads.merging import Becomes
from app.rules.why import Why
from app.services import audit
from app.services.clashes import closing, watching
from app.services.customers.within import Who, seen_by
from app.services.leads import do_not_call, keys, moves, terms
from app.services.merging import rows
from app.services.transaction import write

FACTS = [column.name for column in Lead.__table__.columns]


@dataclass(frozen=True)
class Seen:
    """Two leads as somebody saw them who wants them to be one: `kept` stays, with the `owner` he
    chose among theirs; the revisions tell which state of them he saw."""

    kept: int
    other: int
    kept_rev: int
    other_rev: int
    owner: int | None = None


def merge(seen: Seen, who: Who, reason: str) -> int:
    """The other lead goes into the kept one, which `rules.merging` fills; both must be within reach.

    The other one's row stays, without owner, numbers and calls, which go over to the kept one; rows
    of append-only tables stay, and the kept one's page shows them. It is no hand-out: no quota is
    used or given back. Who goes on with what he had keeps his time with it. Of two who merge the
    same leads at once one is refused. Raises RuleBroken("missing" | "reason_needed" |
    "merge_same" | "merge_already" | "lead_changed" | "merge_owner").
    """
    if not reason.strip():
        raise RuleBroken("reason_needed")
    if seen.kept == seen.other:
        raise RuleBroken("merge_same")
    with write():
        kept, other = both(seen, who)
        before = {"kept": facts(kept), "merged": facts(other)}
        becomes = merging.becomes(facts(kept), facts(other), seen.owner)
        since = other.owned_since
        why = Why(MERGED, {"name": kept.name or kept.company, "reason": reason.strip()}).as_json()
        went = rows.move(kept, other)
        let_go(other, kept, why, who.id)
        fill(kept, becomes)
        hand(kept, becomes, why, who.id)
        if becomes.continues and since is not None:
            rows.continue_time(kept, other, since)
        keep(kept, other, before | went, who.id, reason.strip())
    return seen.kept


def both(seen: Seen, who: Who) -> tuple[Lead, Lead]:
    """The kept and the other lead, locked with those that were merged into the other before; first
    these, then the two in the order of their numbers, so that nobody waits in a circle."""
    gone = select(Lead.id).where(Lead.id.in_(merged_into(seen.other))).order_by(Lead.id)
    db.session.execute(gone.with_for_update())
    pair = select(Lead).where(Lead.id.in_((seen.kept, seen.other))).order_by(Lead.id)
    found = {lead.id: lead for lead in db.session.scalars(pair.with_for_update())}
    if any(lead.merged_into_id is not None for lead in found.values()) and len(found) == 2:
        raise RuleBroken("merge_already")
    visible = set(db.session.scalars(select(Lead.id).where(Lead.id.in_(found), seen_by(who))))
    if visible != {seen.kept, seen.other}:
        raise RuleBroken("missing")
    kept, other = found[seen.kept], found[seen.other]
    if (kept.rev, other.rev) != (seen.kept_rev, seen.other_rev):
        raise RuleBroken("lead_changed")
    if seen.owner is not None and seen.owner not in (kept.owner_id, other.owner_id):
        raise RuleBroken("merge_owner")
    return kept, other


def facts(lead: Lead) -> dict[str, Any]:
    return {name: getattr(lead, name) for name in FACTS}


def let_go(other: Lead, kept: Lead, why: Mapping[str, object], by_id: int) -> None:
    """Whoever had it reads why it is gone; all else that it says stays as it was."""
    if other.owner_id is not None:
        moves.note(other, None, MERGED, why, by_id)
    other.owner_id = other.owned_since = None
    other.gone_because, other.merged_into_id = MERGED, kept.id
    other.rev += 1


def fill(kept: Lead, becomes: Becomes) -> None:
    """All but the owner; what takes it out of everybody's hands comes with that."""
    out = {"do_not_call", "gone_because"}
    for name, value in becomes.values.items():
        if name not in out and getattr(kept, name) != value:
            setattr(kept, name, value)
    kept.rev += 1


def hand(kept: Lead, becomes: Becomes, why: Mapping[str, object], by_id: int) -> None:
    stopped = becomes.values["do_not_call"]
    if becomes.owner_id is None and kept.owner_id is not None and not stopped:
        moves.release(kept, MERGED, why, by_id)
    if stopped:
        do_not_call.add(kept, by_id, MERGED)
    kept.gone_because = becomes.values["gone_because"]
    if becomes.owner_id is not None and becomes.owner_id != kept.owner_id:
        moves.pass_on(kept, becomes.owner_id, MERGED, why, by_id)


def keep(kept: Lead, other: Lead, before: dict[str, Any], by_id: int, reason: str) -> None:
    made = {"kept_id": kept.id, "merged_id": other.id, "at": clock.now(), "by_id": by_id}
    db.session.add(LeadMerge(**made, reason=reason, before=before))
    audit.note("lead_merged", f"lead:{kept.id}", by_id, merged=other.id, reason=reason)
    db.session.flush()
    terms.renew([kept.id, other.id])
    keys.renew([kept.id, other.id])
    closing.merged(kept.id, other.id, by_id, reason)
    watching.watch([kept.id])
