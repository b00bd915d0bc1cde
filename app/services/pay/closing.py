"""Publishes a month's statements, and closes it into the ledger (rules.md §8, how money moves)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayDecision, PayEntry, PayLine, PayMonth, PayObjection, PayRoster
from app.rules.pay import carry, states
from app.rules.pay.states import PROPOSED
from app.services import audit, settings
from app.services.pay import deciding, months, proposing, seals, standing
from app.services.pay.proposing import Teller
from app.services.pay.standing import ADJUSTMENT
from app.services.people import working_days
from app.services.transaction import many, write

OUT, IN = "carried_out", "carried_in"
WINDOW = "pay.objection_working_days"


@dataclass(frozen=True)
class Closed:
    """How many lines were posted, rejected, and moved on to the next month without a word."""

    posted: int
    rejected: int
    moved: int
    carried_fen: int


def publish(first: date, by_id: int | None) -> date:
    """From now on everybody sees the own statement and may object, until the day that is returned
    (rules.md §8).

    Raises RuleBroken("pay_month_<state>" | "pay_month_not_over").
    """
    with write():
        found = months.locked(first)
        months.step(found, states.PUBLISH)
        found.published_at, found.published_by_id = clock.now(), by_id
        audit.note("pay_published", f"pay:{months.period(first).code}", by_id)
        return window(found.published_at)


def objections_until(found: PayMonth) -> date | None:
    """The last day on which a line can be objected to: so many working days after publishing."""
    return window(found.published_at) if found.published_at else None


def window(published_at: datetime) -> date:
    day = clock.day_of(published_at)
    return working_days.around(day).add(day, settings.value(WINDOW, day))


def close(first: date, tell: Teller, by_id: int | None, *, early: str = "") -> Closed:
    """Posts what is by rule or approved, once and for good; what has no word yet goes on to the next
    month. `early`: why it does not wait for the days of objection; then also what nobody published
    is closed.

    Raises RuleBroken("pay_month_<state>" | "pay_month_not_over" | "pay_earlier_open" |
    "pay_window_open" | "pay_objections_open" | "pay_changed").
    """
    make_ready(first, by_id, early=early)
    if proposing.propose(first, tell, by_id).any:
        raise RuleBroken("pay_changed")
    with write():
        found = months.locked(first)
        states.after(found.state, states.CLOSE)
        done = post(found)  # nothing is posted to a closed month: the step comes last
        seals.seal(found)
        months.step(found, states.CLOSE)
        found.closed_at, found.closed_by_id = clock.now(), by_id
        told = {**vars(done), "early": early}
        audit.note("pay_closed", f"pay:{months.period(first).code}", by_id, **told)
        return done


def make_ready(first: date, by_id: int | None, *, early: str) -> None:
    with write():
        found = months.locked(first)
        if early and found.state == PROPOSED:
            publish(first, by_id)
        states.after(found.state, states.CLOSE)
        months.in_order(first)
        until = objections_until(found)
        if not early and until is not None and until >= clock.today():
            raise RuleBroken("pay_window_open", until=until)
        if unanswered(found.id):
            raise RuleBroken("pay_objections_open", n=unanswered(found.id))


def unanswered(month_id: int) -> int:
    query = select(func.count()).select_from(PayObjection)
    query = query.join(PayLine, PayLine.id == PayObjection.line_id)
    query = query.where(PayLine.month_id == month_id, PayObjection.answered_at.is_(None))
    return db.session.scalar(query) or 0


def post(found: PayMonth) -> Closed:
    lines = standing.lines(found.id)
    words = standing.decisions([one.id for one in lines])
    posted = [one for one in lines if not one.needs_approval or said(words, one) is True]
    many(PayEntry, [entry(found, one) for one in posted])
    waiting = [one for one in lines if one.needs_approval and said(words, one) is None]
    moved = [one for one in waiting if one.kind != ADJUSTMENT]  # a difference turns up again
    following = months.locked(months.period(found.month).after().first)
    move(moved, following)
    carried = carry_on(found, following)
    rejected = len(lines) - len(posted) - len(waiting)
    return Closed(len(posted), rejected, len(waiting), carried)


def said(words: Mapping[int, PayDecision], one: PayLine) -> bool | None:
    word = words.get(one.id)
    return word.yes if word else None


def entry(found: PayMonth, one: PayLine) -> dict[str, object]:
    return {
        "key": f"{one.earned.isoformat()}:{one.person_id}:{one.key}",
        "person_id": one.person_id,
        "earned": one.earned,
        "posted": found.month,
        "kind": one.kind,
        "settles": one.settles,
        "fen": one.fen,
        "line_id": one.id,
        "at": clock.now(),
    }


def move(waiting: Sequence[PayLine], following: PayMonth) -> None:
    """The same line in the next month, with who competed for it."""
    made = [proposing.copied(one, following) for one in waiting]
    db.session.add_all(made)
    db.session.flush()
    rosters = deciding.rosters_of([one.id for one in waiting])
    for one, copy in zip(waiting, made, strict=True):
        people = sorted(rosters.get(one.id, ()))
        db.session.add_all(PayRoster(line_id=copy.id, person_id=number) for number in people)


def carry_on(found: PayMonth, following: PayMonth) -> int:
    """Where somebody's incentives sum below zero the rest goes on, as a pair of entries."""
    posted: dict[int, list[tuple[str, int]]] = defaultdict(list)
    query = select(PayEntry.person_id, PayEntry.settles, PayEntry.fen)
    for person_id, kind, fen in db.session.execute(query.where(PayEntry.posted == found.month)):
        posted[person_id].append((kind, fen))
    rests = {person_id: carry.rest(lines) for person_id, lines in sorted(posted.items())}
    pairs = [
        carried(person_id, kind, (found.month, month), fen)
        for person_id, rest in rests.items()
        if rest
        for kind, month, fen in ((OUT, found.month, -rest), (IN, following.month, rest))
    ]
    many(PayEntry, pairs)
    return sum(rests.values())


def carried(person_id: int, kind: str, way: tuple[date, date], fen: int) -> dict[str, object]:
    earned, posted = way
    return {
        "key": f"{earned.isoformat()}:{person_id}:{kind}",
        "person_id": person_id,
        "earned": earned,
        "posted": posted,
        "kind": kind,
        "settles": kind,
        "fen": fen,
        "line_id": None,
        "at": clock.now(),
    }
