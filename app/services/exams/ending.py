"""The end of an attempt: handed in, or by the server's clock (rules.md §7)."""

from datetime import datetime

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue
from app.models import Attempt
from app.services.exams import scoring
from app.services.transaction import write

HANDED_IN, TIME = "handed_in", "time"


def hand_in(attempt_id: int, person_id: int) -> None:
    """Ends an attempt of one's own; again, or after its time, it stays as it ended.

    Raises RuleBroken("missing")."""
    with write():
        attempt = scoring.locked(attempt_id)
        if attempt.person_id != person_id:
            raise RuleBroken("missing")
        now = clock.now()
        if not end_if_due(attempt, now) and attempt.ended_at is None:
            end(attempt, now, HANDED_IN)


def end_if_due(attempt: Attempt, now: datetime) -> bool:
    """Within the running `write()`: ends what ran out of time, as of its end."""
    if attempt.ended_at is not None or now < attempt.ends_at:
        return False
    end(attempt, attempt.ends_at, TIME)
    return True


def end(attempt: Attempt, at: datetime, how: str) -> None:
    attempt.ended_at, attempt.ended_how, attempt.score = at, how, "0"
    scoring.reckon(attempt.id, scoring.ENDED)


def first_due() -> int | None:
    due = select(Attempt.id).where(Attempt.ended_at.is_(None), Attempt.ends_at <= clock.now())
    return db.session.scalar(due.order_by(Attempt.ends_at).limit(1))


def is_any_due() -> bool:
    return first_due() is not None


@queue.often_when(is_any_due)
def end_exams() -> int:
    """Ends every attempt whose time is up, also when nobody opens its page; how many."""
    count = 0
    while (attempt_id := first_due()) is not None:
        with write():
            count += end_if_due(scoring.locked(attempt_id), clock.now())
    return count
