"""Asking to join at a customer whom somebody else has (rules.md §2, identity)."""

from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Clash
from app.models.clashes import ASKED
from app.rules import phones
from app.services.own_leads import guard, whose
from app.services.transaction import savepoint, write

LONGEST = 200


def ask(typed: str, person_id: int, reach: str, note: str) -> None:
    """The supervisor is asked, once at a time for each customer; who asks learns no more than
    whoever types the number does, and it counts as such a look.

    Raises RuleBroken("ask_others_only" | "ask_already" | "number_checks_too_many") and what
    `phones.numbers_in` refuses.
    """
    numbers = phones.numbers_in(typed)
    guard.keep(person_id)  # stays, whatever becomes of the request
    with write():
        held = whose.holders(numbers, person_id, reach)
        if not held or whose.said(held[0], person_id).state != whose.OTHERS:
            raise RuleBroken("ask_others_only")
        put(held[0].lead_id, person_id, phones.masked(numbers[0]), note.strip()[:LONGEST])


def put(lead_id: int, person_id: int, number: str, note: str) -> None:
    facts = {"raised_at": clock.now(), "number": number, "note": note, "reason": ""}
    try:
        with savepoint():
            db.session.add(Clash(kind=ASKED, lead_id=lead_id, raised_by_id=person_id, **facts))
            db.session.flush()
    except IntegrityError:
        raise RuleBroken("ask_already") from None
