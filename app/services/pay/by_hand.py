"""Proposes a line by hand; somebody else decides on it (rules.md §8.10, §8.14)."""

from dataclasses import dataclass
from datetime import date

from app import clock
from app.errors import RuleBroken
from app.models import PayByHand, Person
from app.rules.pay.states import FOR_GOOD, OPEN
from app.services import audit
from app.services.pay import months, proposing
from app.services.pay.proposing import Teller
from app.services.transaction import write

BONUS, DEDUCTION, CASH = KINDS = ("bonus", "deduction", "cash")


@dataclass(frozen=True)
class Wish:
    """`fen`: how much, without a sign. A deduction names the rule that was broken and what the
    person said to it."""

    person_id: int
    month: date
    kind: str
    fen: int
    reason: str
    house_rule: str = ""
    heard: str = ""


def propose(wish: Wish, by_id: int, tell: Teller) -> int:
    """Puts a line into a month that is not closed. Raises RuleBroken("by_hand_fen" |
    "reason_needed" | "by_hand_heard" | "missing" | "pay_month_<state>" | "pay_month_to_come" |
    "pay_later_closed")."""
    check(wish)
    with write() as session:
        if session.get(Person, wish.person_id) is None:
            raise RuleBroken("missing")
        found = months.locked(wish.month)
        if found.state in FOR_GOOD:
            raise RuleBroken(f"pay_month_{found.state}", step="propose")
        proposing.check_order(found)
        one = PayByHand(**vars(wish), proposed_by_id=by_id, at=clock.now())
        one.fen = wish.fen if wish.kind == BONUS else -wish.fen
        session.add(one)
        session.flush()
        audit.note("pay_by_hand", f"person:{wish.person_id}", by_id, line=one.id, fen=one.fen)
        if found.state != OPEN:
            proposing.propose(wish.month, tell, by_id)
        return one.id


def check(wish: Wish) -> None:
    if wish.kind not in KINDS or wish.fen < 1:
        raise RuleBroken("by_hand_fen")
    if not wish.reason.strip():
        raise RuleBroken("reason_needed")
    if (wish.kind == DEDUCTION) != bool(wish.house_rule.strip() and wish.heard.strip()):
        raise RuleBroken("by_hand_heard")
    if wish.month > clock.today():
        raise RuleBroken("pay_month_to_come", period=months.period(wish.month).code)
