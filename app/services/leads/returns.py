"""A rep gives a lead back; what may give quota back waits for a supervisor (rules.md §2.2, §2.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import HandOut, Lead, LeadPhone, LeadReturn, Person
from app.models.recycling import CREDITED, NOTED, REFUSED, WAITING, WITHDRAWN
from app.models.visible import visible_to
from app.rules.leads.returns import REASONS, WRONG_NUMBER, Reason
from app.services.leads import moves
from app.services.transaction import write

RULE = "returned"


@dataclass(frozen=True)
class Returned:
    """A lead that waits for a supervisor's word; the number in E.164."""

    id: int
    lead_id: int
    lead: str
    number: str
    person_id: int
    person: str
    reason: str
    note: str
    at: datetime


@dataclass(frozen=True)
class Judge:
    """A supervisor with the reach of his word."""

    person_id: int
    reach: str


def give_back(lead_id: int, person_id: int, reason_code: str, note: str) -> None:
    """The owner gives a lead back: it waits for others, or leaves the pool as a wrong number or a
    duplicate until a supervisor says otherwise. No quota comes back by it alone (rules.md §2.2).

    Raises RuleBroken("missing" | "return_reason" | "return_note").
    """
    reason = REASONS.get(reason_code)
    if reason is None:
        raise RuleBroken("return_reason")
    if reason.explained and not note:
        raise RuleBroken("return_note")
    with write() as session:
        lead = session.scalar(select(Lead).where(Lead.id == lead_id).with_for_update())
        if lead is None or lead.owner_id != person_id:
            raise RuleBroken("missing")
        hand_out = last_hand_out(lead, person_id) if reason.credit else None
        keep(lead, person_id, reason, note, hand_out)
        why = {"code": f"return_{reason.code}", "params": {"note": note}}
        moves.release(lead, RULE, why, person_id)
        lead.gone_because = reason.code if reason.gone else lead.gone_because


def keep(lead: Lead, person_id: int, reason: Reason, note: str, hand_out: int | None) -> None:
    made = LeadReturn(
        lead_id=lead.id,
        person_id=person_id,
        hand_out_id=hand_out,
        reason=reason.code,
        note=note,
        at=clock.now(),
        state=WAITING if reason.gone else NOTED,
    )
    db.session.add(made)


def last_hand_out(lead: Lead, person_id: int) -> int | None:
    """The entry of the ledger by which a precise lead came to its owner this time."""
    query = select(func.max(HandOut.id)).where(
        HandOut.lead_id == lead.id,
        HandOut.person_id == person_id,
        HandOut.kind == "precise",
        HandOut.at == lead.owned_since,
    )
    return db.session.scalar(query)


def after_call(lead: Lead, person_id: int) -> None:
    """A call found a wrong number: that of a precise lead that was handed out waits for a
    supervisor's word like one given back. Within the running transaction, while the lead is still
    its owner's."""
    if lead.kind == "precise" and lead.owner_id == person_id:
        hand_out = last_hand_out(lead, person_id)
        if hand_out is not None:
            keep(lead, person_id, REASONS[WRONG_NUMBER], "", hand_out)


def call_undone(lead: Lead, person_id: int) -> None:
    """The call was taken back, and with it what it asked for."""
    asked = update(LeadReturn).where(
        LeadReturn.lead_id == lead.id,
        LeadReturn.person_id == person_id,
        LeadReturn.state.in_((WAITING, CREDITED)),
    )
    blank = {"settled_by_id": None, "settled_on": None, "settled_at": None}
    db.session.execute(asked.values(state=WITHDRAWN, **blank))


def waiting(judge: Judge) -> list[Returned]:
    """What waits for a word within reach, the oldest first."""
    first = select(LeadPhone.number).where(LeadPhone.lead_id == Lead.id).order_by(LeadPhone.id)
    name = func.coalesce(func.nullif(Lead.name, ""), Lead.company)
    number = func.coalesce(first.limit(1).scalar_subquery(), "")
    query = (
        select(LeadReturn.id, Lead.id, name, number, Person.id, Person.name)
        .add_columns(LeadReturn.reason, LeadReturn.note, LeadReturn.at)
        .join(Lead, Lead.id == LeadReturn.lead_id)
        .join(Person, Person.id == LeadReturn.person_id)
        .where(LeadReturn.state == WAITING, within(judge))
        .order_by(LeadReturn.id)
    )
    return [Returned(*row) for row in db.session.execute(query)]


def within(judge: Judge) -> ColumnElement[bool]:
    return visible_to(judge.person_id, judge.reach, clock.today(), LeadReturn.person_id)


def settle(return_id: int, judge: Judge, *, credit: bool, note: str) -> None:
    """A supervisor confirms, and the rep may have one more lead today; or refuses, and the lead
    waits for others again (rules.md §2.2).

    Nobody judges what he gave back himself. Raises RuleBroken("missing" | "return_settled" |
    "return_own" | "reason_needed").
    """
    if not credit and not note:
        raise RuleBroken("reason_needed")
    with write() as session:
        query = select(LeadReturn).where(LeadReturn.id == return_id, within(judge))
        found = session.scalar(query.with_for_update(of=LeadReturn))
        if found is None:
            raise RuleBroken("missing")
        if found.state != WAITING:
            raise RuleBroken("return_settled")
        if found.person_id == judge.person_id:
            raise RuleBroken("return_own")
        found.state = CREDITED if credit else REFUSED
        found.settled_by_id, found.settled_note = judge.person_id, note
        found.settled_at, found.settled_on = clock.now(), clock.today()
        if not credit:
            put_back(session.get_one(Lead, found.lead_id), found.reason)


def put_back(lead: Lead, reason: str) -> None:
    """The number is good after all: the lead waits for an owner."""
    if lead.owner_id is None and lead.gone_because == reason:
        lead.gone_because = None
        lead.waiting_since = clock.now()
        lead.rev += 1


def credits(ids: Collection[int], day: date) -> dict[int, int]:
    """How many leads each of these people got back in quota on a day (rules.md §2.2)."""
    query = (
        select(LeadReturn.person_id, func.count())
        .where(
            LeadReturn.person_id.in_(ids),
            LeadReturn.settled_on == day,
            LeadReturn.state == CREDITED,
            LeadReturn.hand_out_id.is_not(None),
        )
        .group_by(LeadReturn.person_id)
    )
    return {person_id: n for person_id, n in db.session.execute(query)}
