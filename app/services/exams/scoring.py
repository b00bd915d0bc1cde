"""What an attempt comes to, kept each time it is reckoned (rules.md §7)."""

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Attempt, AttemptScore
from app.rules.exams.scoring import Outcome, outcome
from app.services.exams import reading
from app.services.transaction import write

ENDED = "ended"


def reckon(attempt_id: int, why: str, by_id: int | None = None) -> AttemptScore:
    """Reckons an attempt that is over, from its answers as they hold now; old scores stay. A pass,
    once earned, stays too (rules.md §7).

    `why`: "ended" | "marked" | "voided" | "late". Raises RuleBroken("missing" | "exam_runs")."""
    with write() as session:
        attempt = locked(attempt_id)
        if attempt.ended_at is None:
            raise RuleBroken("exam_runs")
        found = reading.scored(attempt_id)
        came = outcome(list(found.values()))
        row = AttemptScore(attempt_id=attempt_id, nth=next_nth(attempt_id), why=why, by_id=by_id)
        row.by_place = {
            str(place): None if earned is None else str(earned)
            for place, earned in zip(found, came.earned, strict=True)
        }
        row.at = clock.now()
        put(row, attempt, came)
        session.add(row)
        session.flush()
        return row


def put(row: AttemptScore, attempt: Attempt, came: Outcome) -> None:
    """The same on the attempt and in its row of scores."""
    attempt.score = row.score = str(came.score)
    attempt.full = row.full = came.full
    attempt.unmarked = row.unmarked = came.unmarked
    row.passed = came.passes(attempt.pass_percent)
    if row.passed and attempt.passed_at is None:
        attempt.passed_at = attempt.ended_at if row.why == ENDED else row.at


def locked(attempt_id: int) -> Attempt:
    """Within a running `write()`. Raises RuleBroken("missing")."""
    query = select(Attempt).where(Attempt.id == attempt_id).with_for_update(of=Attempt)
    attempt = db.session.scalar(query.execution_options(populate_existing=True))
    if attempt is None:
        raise RuleBroken("missing")
    return attempt


def next_nth(attempt_id: int) -> int:
    query = select(func.max(AttemptScore.nth)).where(AttemptScore.attempt_id == attempt_id)
    return (db.session.scalar(query) or 0) + 1
