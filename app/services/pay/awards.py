"""The proposed lines of a month, and who of those who look may decide on them (rules.md §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models import PayDecision, PayLine, PayMonth, PayRoster, Person
from app.rules.pay import approval
from app.rules.pay.states import FOR_GOOD
from app.services.pay import deciding, months, standing
from app.services.transaction import among

BY_RULE, WAITING, APPROVED, REJECTED = "by_rule", "waiting", "approved", "rejected"


@dataclass(frozen=True)
class Award:
    """A line as it was proposed. `settles`: the kind it is about, of an adjustment what it adjusts;
    `barred`: why who looks does not decide on it, if he does not;
    `decided`: who said what, when and why."""

    id: int
    month: date
    earned: date
    person_id: int
    login: str
    name: str
    kind: str
    key: str
    settles: str
    fen: int
    waived_fen: int
    rule: int
    text: Mapping[str, str]
    sum: str
    evidence: Mapping[str, Any]
    state: str
    by: str
    because: str
    at: datetime | None
    barred: str | None


def of_month(first: date, by_id: int = 0) -> list[Award]:
    """All lines of a month as they are, by person. `by_id`: who looks."""
    found = months.find(first)
    return told(standing.lines(found.id), found.month, by_id) if found else []


def waiting(by_id: int) -> list[Award]:
    """Every line of months not closed that needs a word and has none, the oldest month first."""
    query = select(PayLine, PayMonth.month).join(PayMonth, PayMonth.id == PayLine.month_id)
    query = query.where(PayMonth.state.not_in(FOR_GOOD), PayLine.needs_approval, standing.newest())
    query = query.where(PayLine.id.not_in(select(PayDecision.line_id)))
    by_month: dict[date, list[PayLine]] = {}
    order = (PayMonth.month, PayLine.rule, PayLine.kind, PayLine.fen.desc(), PayLine.id)
    for line, month in db.session.execute(query.order_by(*order)):
        by_month.setdefault(month, []).append(line)
    return [one for month, lines in by_month.items() for one in told(lines, month, by_id)]


def count_for(by_id: int) -> int:
    """How many lines wait for the word of somebody who may give it."""
    competed = select(PayRoster.line_id).where(PayRoster.person_id == by_id)
    query = (
        select(func.count()).select_from(PayLine).join(PayMonth, PayMonth.id == PayLine.month_id)
    )
    query = query.where(PayMonth.state.not_in(FOR_GOOD), PayLine.needs_approval, standing.newest())
    query = query.where(PayLine.id.not_in(select(PayDecision.line_id)))
    query = query.where(PayLine.person_id != by_id, PayLine.id.not_in(competed))
    query = query.where(func.coalesce(PayLine.proposed_by_id, 0) != by_id)
    return db.session.scalar(query) or 0


def told(lines: Sequence[PayLine], month: date, by_id: int) -> list[Award]:
    ids = [one.id for one in lines]
    words, rosters = standing.decisions(ids), deciding.rosters_of(ids)
    people = names({one.person_id for one in lines} | {word.by_id for word in words.values()})
    return [
        award(one, month, (words.get(one.id), people), barred(one, by_id, rosters)) for one in lines
    ]


def names(ids: set[int]) -> dict[int, tuple[str, str]]:
    query = select(Person.id, Person.login, Person.name).where(among(Person.id, ids))
    return {number: (login, name) for number, login, name in db.session.execute(query)}


def barred(one: PayLine, by_id: int, rosters: Mapping[int, set[int]]) -> str | None:
    competed = rosters.get(one.id, set())
    return approval.barred(by_id, one.person_id, one.proposed_by_id, competed)


def award(
    one: PayLine,
    month: date,
    said: tuple[PayDecision | None, Mapping[int, tuple[str, str]]],
    why_not: str | None,
) -> Award:
    word, people = said
    login, name = people[one.person_id]
    return Award(
        id=one.id,
        month=month,
        earned=one.earned,
        person_id=one.person_id,
        login=login,
        name=name,
        kind=one.kind,
        key=one.key,
        settles=one.settles,
        fen=one.fen,
        waived_fen=one.waived_fen,
        rule=one.rule,
        text=one.text,
        sum=one.sum,
        evidence=one.evidence,
        state=state(one, word),
        by=people[word.by_id][1] if word else "",
        because=word.because if word else "",
        at=word.at if word else None,
        barred=why_not,
    )


def state(one: PayLine, word: PayDecision | None) -> str:
    if not one.needs_approval:
        return BY_RULE
    return WAITING if word is None else APPROVED if word.yes else REJECTED
