"""Rounds of any days between groups or two people: opened, withdrawn, found (rules.md §8.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Group, Person, PkMember, PkRound, PkSide, PkWithdrawal
from app.models.visible import ALL, places_on
from app.rules.measures.periods import DAY, Period
from app.rules.pay import rounds
from app.rules.pay.rounds import COMING, Entrant, Terms
from app.services import audit
from app.services.pay.facts import working
from app.services.people import facts as people
from app.services.transaction import write

MOST_LISTED = 50


@dataclass(frozen=True)
class Who:
    """Who looks or opens, and how far: `all`, else only his own team of today."""

    id: int
    reach: str


@dataclass(frozen=True)
class Choices:
    """What a round can be between: groups and people with their numbers."""

    groups: Sequence[tuple[int, str]]
    people: Sequence[tuple[int, str]]


def team_of(who: Who) -> int | None:
    place = people.membership(who.id, clock.today())
    return place.team_id if place else None


def seen_by(who: Who) -> ColumnElement[bool]:
    """The rounds of his team; all of the team see them."""
    return true() if who.reach == ALL else PkRound.team_id == team_of(who)


def open_round(terms: Terms, groups: Sequence[int], pair: Sequence[int], who: Who) -> int:
    """A round whose terms and roster stand from now on: those who belong to the groups on its first
    day, as is known now. Raises what `rounds.check` and `rounds.kind_of` refuse."""
    with write() as session:
        rounds.check(terms, clock.today(), days_of(terms))
        known = entrants(terms.first, who)
        chosen = [known[f"group:{one}"] for one in groups if f"group:{one}" in known]
        two = [known[f"person:{one}"] for one in pair if f"person:{one}" in known]
        kind = rounds.kind_of(chosen, two)
        made = PkRound(team_id=(chosen or two)[0].team, kind=kind, **said(terms), **opened(who))
        made.sides = [side(one) for one in chosen or two]
        session.add(made)
        session.flush()
        audit.note("pk_opened", f"pk_round:{made.id}", who.id, first=terms.first, last=terms.last)
        return made.id


def days_of(terms: Terms) -> list[date]:
    return working(Period(DAY, terms.first, terms.last))


def said(terms: Terms) -> dict[str, object]:
    weights = {"workload": terms.workload, "conversion": 100 - terms.workload}
    prize = {"prize": terms.prize, "prize_fen": terms.prize_fen}
    return {"first": terms.first, "last": terms.last, **prize, **weights}


def opened(who: Who) -> dict[str, object]:
    return {"opened_at": clock.now(), "opened_by_id": who.id}


def side(one: Entrant) -> PkSide:
    members = [PkMember(person_id=number) for number in one.people]
    return PkSide(name=one.name, group_id=one.group, members=members)


def entrants(day: date, who: Who) -> dict[str, Entrant]:
    """Groups and people within reach by group:3 or person:7, as they are placed on the day."""
    places, team = places_on(day), team_of(who)
    columns = (Person.id, Person.name, places.c.team_id, places.c.group_id)
    query = select(*columns).join(places, places.c.person_id == Person.id).order_by(Person.id)
    here = (Person.hired_on <= day) & (Person.left_on.is_(None) | (Person.left_on >= day))
    found: dict[str, Entrant] = {}
    of_group: dict[int, list[int]] = {}
    for number, name, of_team, group in db.session.execute(query.where(here)):
        if who.reach == ALL or of_team == team:
            found[f"person:{number}"] = Entrant(name, of_team, None, [number])
        of_group.setdefault(group, []).append(number)
    for number, name, of_team in db.session.execute(select(Group.id, Group.name, Group.team_id)):
        if who.reach == ALL or of_team == team:
            found[f"group:{number}"] = Entrant(name, of_team, number, of_group.get(number, []))
    return found


def choices(who: Who) -> Choices:
    known = entrants(clock.today(), who)
    of = {
        kind: [
            (int(key.split(":")[1]), one.name) for key, one in known.items() if key.startswith(kind)
        ]
        for kind in ("group", "person")
    }
    return Choices(sorted(of["group"], key=lambda one: one[1]), of["person"])


def withdraw(round_id: int, who: Who) -> None:
    """Before its first day. Raises RuleBroken("missing" | "pk_started" | "pk_withdrawn")."""
    with write() as session:
        found = one(round_id, who)
        if found is None:
            raise RuleBroken("missing")
        check_open(found)
        gone = {"round_id": found.id, "first": found.first, "by_id": who.id}
        session.add(PkWithdrawal(day=clock.today(), at=clock.now(), **gone))
        try:
            session.flush()
        except IntegrityError:
            raise RuleBroken("pk_withdrawn") from None
        audit.note("pk_withdrawn", f"pk_round:{found.id}", who.id)


def check_open(found: PkRound) -> None:
    if found.withdrawal is not None:
        raise RuleBroken("pk_withdrawn")
    if state(found) != COMING:
        raise RuleBroken("pk_started")


def state(found: PkRound) -> str:
    gone = found.withdrawal is not None
    return rounds.state(found.first, found.last, clock.today(), withdrawn=gone)


def one(round_id: int, who: Who) -> PkRound | None:
    found: PkRound | None = db.session.scalar(
        select(PkRound).where(PkRound.id == round_id, seen_by(who))
    )
    return found


def listed(who: Who) -> list[PkRound]:
    """The rounds within reach that were not withdrawn, the latest first."""
    query = select(PkRound).where(seen_by(who), ~PkRound.withdrawal.has())
    query = query.order_by(PkRound.first.desc(), PkRound.id.desc()).limit(MOST_LISTED)
    return list(db.session.scalars(query))
