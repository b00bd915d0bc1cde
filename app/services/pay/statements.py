"""What somebody sees of a month of his once it is published (rules.md §8, how money moves)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayConfirmation, PayEntry, PayLine, PayMonth, PayObjection
from app.rules.pay import carry
from app.rules.pay.states import FOR_GOOD, SEEN
from app.services.pay import awards, closing, months, standing
from app.services.pay.awards import APPROVED, BY_RULE, WAITING, Award
from app.services.pay.by_hand import CASH
from app.services.transaction import among, write


@dataclass(frozen=True)
class Carried:
    """A rest below zero that came over from `month`, or goes on to it."""

    kind: str
    fen: int
    month: date


@dataclass(frozen=True)
class Objection:
    """What somebody said against a line, and what was answered to it."""

    id: int
    text: str
    at: datetime
    due_on: date
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Statement:
    """`until`: the last day of objections; `digest`: of what a confirmation is about."""

    month: date
    state: str
    plan: str
    lines: Sequence[Award]
    carried: Sequence[Carried]
    objections: Mapping[int, Objection]
    until: date | None
    confirmed_at: datetime | None

    @property
    def counted(self) -> list[Award]:
        return [one for one in self.lines if one.state in (BY_RULE, APPROVED)]

    @property
    def waiting(self) -> list[Award]:
        return [one for one in self.lines if one.state == WAITING]

    @property
    def total_fen(self) -> int:
        return sum(one.fen for one in self.counted) + sum(one.fen for one in self.carried)

    @property
    def cash_fen(self) -> int:
        """What of it was handed out on the day already, without a sign (rules.md §8.5)."""
        return -sum(one.fen for one in self.counted if one.kind == CASH)

    @property
    def earned_fen(self) -> int:
        """All that counts, before what was handed out in cash and what is carried."""
        return sum(one.fen for one in self.counted) + self.cash_fen

    @property
    def digest(self) -> str:
        said = [(one.id, one.state, one.fen) for one in self.lines]
        text = repr((said, [(one.kind, one.fen) for one in self.carried]))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def open_to_objections(self) -> bool:
        return self.until is not None and clock.today() <= self.until


def seen(person_id: int) -> list[date]:
    """The months of which somebody has a statement, the last first."""
    own = select(PayLine.month_id).where(PayLine.person_id == person_id)
    query = select(PayMonth.month).where(PayMonth.state.in_(SEEN), PayMonth.id.in_(own))
    return list(db.session.scalars(query.order_by(PayMonth.month.desc())))


def of(person_id: int, first: date) -> Statement:
    """The statement of a month. Raises RuleBroken("missing") before it is published."""
    found = months.find(first)
    if found is None or found.state not in SEEN:
        raise RuleBroken("missing")
    mine = [one for one in standing.lines(found.id) if one.person_id == person_id]
    lines = awards.told(mine, first, person_id)
    statement = Statement(
        month=first,
        state=found.state,
        plan=found.plan_name,
        lines=lines,
        carried=carried(person_id, found, mine, lines),
        objections=objections([one.id for one in lines]),
        until=closing.objections_until(found),
        confirmed_at=None,
    )
    return confirmed(statement, found.id, person_id)


def carried(
    person_id: int, found: PayMonth, mine: Sequence[PayLine], lines: Sequence[Award]
) -> list[Carried]:
    """What came over from the month before, and what goes on to the next, as posted or, before the
    month is closed, as it stands."""
    after = months.period(found.month).after().first
    query = select(PayEntry.kind, PayEntry.fen, PayEntry.earned).where(
        PayEntry.posted == found.month,
        PayEntry.person_id == person_id,
        PayEntry.line_id.is_(None),
    )
    posted = [
        Carried(kind, fen, earned if kind == closing.IN else after)
        for kind, fen, earned in db.session.execute(query.order_by(PayEntry.kind))
    ]
    if found.state in FOR_GOOD:
        return posted
    counted = {one.id for one in lines if one.state in (BY_RULE, APPROVED)}
    so_far = [(one.settles, one.fen) for one in mine if one.id in counted]
    rest = carry.rest([*so_far, *((one.kind, one.fen) for one in posted)])
    return [*posted, Carried(closing.OUT, -rest, after)] if rest else posted


def objections(line_ids: Sequence[int]) -> dict[int, Objection]:
    """By line the last objection to it."""
    query = select(PayObjection).where(among(PayObjection.line_id, line_ids))
    return {
        one.line_id: objection(one) for one in db.session.scalars(query.order_by(PayObjection.id))
    }


def objection(one: PayObjection) -> Objection:
    return Objection(one.id, one.text, one.at, one.due_on, one.answer, one.answered_at)


def confirmed(statement: Statement, month_id: int, person_id: int) -> Statement:
    """With the moment when he confirmed exactly this."""
    query = select(PayConfirmation.at).where(
        PayConfirmation.month_id == month_id,
        PayConfirmation.person_id == person_id,
        PayConfirmation.digest == statement.digest,
    )
    return Statement(**{**vars(statement), "confirmed_at": db.session.scalar(query)})


def confirm(person_id: int, first: date, digest: str) -> None:
    """Somebody says that his month is right, as it was shown. Seeing it is no consent (rules.md §8).

    Raises RuleBroken("missing" | "statement_changed" | "statement_objected").
    """
    with write() as session:
        found = months.locked(first)
        statement = of(person_id, first)
        if statement.digest != digest:
            raise RuleBroken("statement_changed")
        if any(one.answered_at is None for one in statement.objections.values()):
            raise RuleBroken("statement_objected")
        if statement.confirmed_at is None:
            said = {"month_id": found.id, "person_id": person_id, "digest": digest}
            session.add(PayConfirmation(**said, at=clock.now()))
