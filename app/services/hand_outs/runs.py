"""Carrying out a run: the ledger, the leads' history and the record of it, in one go
(rules.md §2.2)."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import delete, select

from app import clock
from app.extensions import db
from app.models import AllocationCarry, AllocationRun, AllocationShare, Person, RoleGrant
from app.models.allocation import ARRIVAL, EXTRA
from app.rules.leads.allocation import HandOut, Rep
from app.rules.leads.claims import barrier
from app.services.hand_outs import ledger
from app.services.hand_outs.ledger import Entry, Kind
from app.services.hand_outs.planning import Plan, Wanted, plan
from app.services.people.selling import SELLERS
from app.services.transaction import many, rows, write

RULE = "hand_out"


def hand_out(
    how: str, by_id: int | None, at: datetime | None = None, only: Collection[int] | None = None
) -> int:
    """Hands out what is due at an instant, now unless told, and returns the number of the run.

    Once more hands out nothing that is not due. Two at once, or a claim at the same moment, go one
    after the other. Raises RuleBroken("hand_out_free_day") (rules.md §2.2).
    """
    with write():
        wait_for_everybody()
        done = plan(at or clock.now(), Wanted(only=only), hold=True)
        return keep(done, how, by_id)


def wait_for_everybody() -> None:
    """Nobody claims meanwhile, and no other run begins: all in the order of their numbers."""
    sells = Person.role_grants.any(RoleGrant.role.in_(SELLERS))
    db.session.execute(select(Person.id).where(sells).order_by(Person.id).with_for_update())


def keep(done: Plan, how: str, by_id: int | None, note: str = "") -> int:
    """Writes a plan down within the running `write()`."""
    given = take(done)
    run = AllocationRun(
        day=done.day,
        at=done.at,
        how=how,
        by_id=by_id,
        made_at=clock.now(),
        handed_out=len(given),
        left_over=len(done.waiting) - len(given),
        sources=sources_of(done),
        note=note,
    )
    db.session.add(run)
    db.session.flush()
    entries = [Entry(one.lead, one.rep, one.why.as_json()) for one in given]
    written = Kind("precise", how, RULE, done.at, done.day, by_id, run.id, how != EXTRA)
    ledger.enter(entries, written)
    shares(run, done)
    keep_carries(done)
    return run.id


def take(done: Plan) -> tuple[HandOut, ...]:
    """Makes everybody the owner of what the plan, which holds the leads, gives him."""
    of_each: dict[int, list[int]] = {}
    for one in done.run.hand_outs:
        of_each.setdefault(one.rep, []).append(one.lead)
    for person_id, ids in of_each.items():
        won = ledger.take(ids, person_id, done.day, done.at)
        if won != ids:
            raise RuntimeError("a lead that was held is gone")
    return done.run.hand_outs


def sources_of(done: Plan) -> list[dict[str, Any]]:
    """How many waited of each source, and how many of them went out."""
    waited = Counter(one.source for one in done.waiting)
    gone = Counter(one.source for one in done.run.hand_outs)
    return [{"name": name, "waiting": waited[name], "gone": gone[name]} for name in sorted(waited)]


def shares(run: AllocationRun, done: Plan) -> None:
    """What everybody was entitled to and got; on arrival of a lead, of the one who got it."""
    lines = share_lines(done).values()
    told = [line for line in lines if line["got"]] if run.how == ARRIVAL else lines
    if told:
        many(AllocationShare, [line | {"run_id": run.id} for line in told])


def share_lines(done: Plan) -> dict[int, dict[str, Any]]:
    """Of everybody who sells: quota, counts, entitlement, carry, what he got, and why."""
    got = Counter(one.rep for one in done.run.hand_outs)
    listed = {rep.number: rep for rep in done.reps}
    lines = {}
    for number, one in done.standings.items():
        rep = listed.get(number) or Rep(number, 0, done.carries.get(number, Fraction(0)))
        why = barrier(one) or one.quota.why
        after = done.run.carry.get(number, rep.carry)
        lines[number] = {
            **{"person_id": number, "quota": one.quota.number, "taken": one.taken},
            **{"uncalled": one.uncalled, "entitlement": rep.entitlement, "got": got[number]},
            **{"carry_before": str(rep.carry), "carry_after": str(after)},
            "why": why.as_json(),
        }
    return lines


def keep_carries(done: Plan) -> None:
    """Puts the carries after the run in place of those before it, all at once."""
    month, carries = done.day.replace(day=1), done.run.carry
    of_month = AllocationCarry.month == month
    rows(delete(AllocationCarry).where(of_month, AllocationCarry.person_id.in_(carries)))
    kept = [{"person_id": n, "month": month, "value": str(carry)} for n, carry in carries.items()]
    if kept:
        many(AllocationCarry, kept)
