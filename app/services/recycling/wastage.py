"""Waste and neglect of precise leads in a period, by who held them (rules.md §2.3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from app.extensions import db
from app.models import Call, HandOut, LeadMove, Person
from app.rules.days.working_days import WorkingDays
from app.rules.leads.neglect import KEYS, Spell, Try, is_given_up, is_worked
from app.rules.measures import dictionary as of
from app.rules.measures.dictionary import Counts
from app.rules.measures.periods import MONTH, Period
from app.services import settings
from app.services.measures import counting
from app.services.measures.cutting import PERSON, Cut
from app.services.people import working_days

Place = tuple[int, int]
Grounds = tuple[WorkingDays, settings.Values]


@dataclass(frozen=True)
class Line:
    """Of the precise leads handed out to somebody in a period: how many were recycled uncalled, how
    often they were tried, how many in earnest, how many were let go of after one call."""

    person_id: int
    name: str
    handed_out: int
    wasted: int
    attempts: int
    worked: int
    given_up: int


def of_period(first: date, last: date) -> list[Line]:
    """A line for everybody who was handed precise leads from `first` to `last`, by person number
    (rules.md §2.3: those since recycled uncalled count, whenever that was)."""
    spells = spells_of(first, last)
    counts = counting.counts(Period(MONTH, first, last), Cut(PERSON), (of.HANDED, of.WASTED))
    calendar, chosen = working_days.around(last), settings.values(KEYS, last)
    names = {number: name for number, name in db.session.execute(select(Person.id, Person.name))}
    return [
        line((number, names[number]), counts[number], spells[number], (calendar, chosen))
        for number in sorted(spells)
    ]


def line(who: tuple[int, str], counts: Counts, spells: list[Spell], on: Grounds) -> Line:
    """How many were wasted is the measure's count, and nobody's else (rules.md §6, wastage)."""
    calendar, chosen = on
    return Line(
        *who,
        handed_out=int(counts[of.HANDED]),
        wasted=int(counts.get(of.WASTED, 0)),
        attempts=sum(len(one.tries) for one in spells),
        worked=sum(is_worked(one, calendar, chosen) for one in spells),
        given_up=sum(is_given_up(one) for one in spells),
    )


def spells_of(first: date, last: date) -> dict[int, list[Spell]]:
    """What became of each hand-out of the period, by whose hands it came into."""
    handed = select(HandOut.person_id, HandOut.lead_id, HandOut.at).where(
        HandOut.kind == "precise", HandOut.day.between(first, last)
    )
    leaving, tries = left(first, last), tried(first, last)
    found: dict[int, list[Spell]] = defaultdict(list)
    for person_id, lead_id, at in db.session.execute(handed.order_by(HandOut.id)):
        place = (person_id, lead_id)
        until, rule = next(((when, by) for when, by in leaving[place] if when >= at), (None, None))
        own = [one for one in tries[place] if at <= one.at and (until is None or one.at <= until)]
        found[person_id].append(Spell(at, own, rule))
    return found


def left(first: date, last: date) -> dict[Place, list[tuple[datetime, str]]]:
    """When and by which rule leads handed out in the period left the hands they came into."""
    query = (
        select(LeadMove.from_id, LeadMove.lead_id, LeadMove.at, LeadMove.rule)
        .where(LeadMove.from_id.is_not(None), LeadMove.lead_id.in_(leads_of(first, last)))
        .order_by(LeadMove.id)
    )
    found: dict[Place, list[tuple[datetime, str]]] = defaultdict(list)
    for person_id, lead_id, at, rule in db.session.execute(query):
        found[person_id or 0, lead_id].append((at, rule))
    return found


def tried(first: date, last: date) -> dict[Place, list[Try]]:
    query = (
        select(Call.person_id, Call.lead_id, Call.started_at, Call.connected)
        .where(Call.lead_id.in_(leads_of(first, last)), Call.voided_at.is_(None))
        .order_by(Call.started_at)
    )
    found: dict[Place, list[Try]] = defaultdict(list)
    for person_id, lead_id, at, connected in db.session.execute(query):
        found[person_id, lead_id].append(Try(at, connected))
    return found


def leads_of(first: date, last: date) -> Select[Any]:
    return select(HandOut.lead_id).where(
        HandOut.kind == "precise", HandOut.day.between(first, last)
    )
