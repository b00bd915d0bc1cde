"""What early warning looks at, read for everybody who sells at once (rules.md §10). Numbers are those
of the dictionary of measures (rules.md §6)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Call, DealShare, DealStanding, Person
from app.models.counted import COUNTS, DIAL
from app.rules import signals
from app.rules.days.working_days import WorkingDays
from app.rules.measures import dictionary as of
from app.rules.measures.periods import DAY, Period, containing
from app.rules.signals import Finding, History, silence
from app.rules.signals.history import Dial
from app.services import settings
from app.services.measures import counting
from app.services.measures.cutting import PERSON, Cut
from app.services.measures.stretches import Stretch
from app.services.people import presence, selling, working_days

SLACK = 2
NUMBERS = {"calls": of.CALLS, "connected": of.CONNECTED, "due": of.DUE, "in_time": of.IN_TIME}


def findings() -> dict[int, list[Finding]]:
    """The signals that everybody's numbers give now. Whole days up to yesterday, and of today the
    call windows; in as many queries for many people as for one."""
    today = clock.today()
    people = [one for one in selling.sellers() if one.may_enter(today) and one.hired_on <= today]
    chosen, calendar = settings.values(signals.KEYS, today), working_days.around(today)
    known = histories(people, since(calendar, chosen), calendar)
    judged = {number: silence.judged_day(one, chosen) for number, one in known.items()}
    made = dials({day for day in judged.values() if day})
    return {
        number: signals.found(replace(one, dials=made[number, judged[number]]), chosen)
        for number, one in known.items()
    }


def since(calendar: WorkingDays, chosen: settings.Values) -> date:
    """Twice as many working days as are asked for, as some of them may be leave."""
    return calendar.add(clock.today(), -SLACK * signals.days_needed(chosen))


def histories(people: Sequence[Person], first: date, calendar: WorkingDays) -> dict[int, History]:
    today, ids = clock.today(), [one.id for one in people]
    numbers, won = by_day(first, today), last_deals(ids)
    here: dict[int, dict[date, int]] = defaultdict(dict)
    for (number, day), mark in presence.noted(ids, first, today).items():
        here[number][day] = mark.half_days
    return {
        one.id: History(
            since=max(first, one.hired_on),
            today=today,
            now=clock.now(),
            calendar=calendar,
            half_days=here[one.id],
            last_deal=won.get(one.id),
            calls=numbers[one.id]["calls"],
            connected=numbers[one.id]["connected"],
            due=numbers[one.id]["due"],
            in_time=numbers[one.id]["in_time"],
        )
        for one in people
    }


def by_day(first: date, today: date) -> dict[int | None, dict[str, dict[date, int]]]:
    """Of each person, each number by the day, of the days that are over."""
    days = ((today - first).days) or 1
    stretch = Stretch.up_to(containing(DAY, today).before(), days)
    found: dict[int | None, dict[str, dict[date, int]]] = defaultdict(
        lambda: {name: {} for name in NUMBERS}
    )
    counted = counting.each(stretch, Cut(PERSON), NUMBERS.values())
    for period, counts in zip(stretch.periods, counted, strict=True):
        for number, said in counts.items():
            put(found[number], period, said)
    return found


def put(known: dict[str, dict[date, int]], period: Period, said: of.Counts) -> None:
    for name, count in NUMBERS.items():
        if said.get(count):
            known[name][period.first] = int(said[count])


def last_deals(ids: Sequence[int]) -> dict[int, date]:
    """The day of each one's last deal that counts, whatever his share in it."""
    query = (
        select(DealShare.person_id, func.max(DealStanding.counted_on))
        .join(DealStanding, DealStanding.deal_id == DealShare.deal_id)
        .where(DealShare.person_id.in_(ids), DealStanding.counted_on.is_not(None))
        .group_by(DealShare.person_id)
    )
    return {number: day for number, day in db.session.execute(query) if day}


def dials(days: Iterable[date]) -> dict[tuple[int, date | None], list[Dial]]:
    """From when to when each was on calls out on these days."""
    query = select(Call.person_id, Call.day, Call.started_at, Call.duration_s)
    found: dict[tuple[int, date | None], list[Dial]] = defaultdict(list)
    for number, day, at, seconds in db.session.execute(
        query.where(COUNTS, DIAL, Call.day.in_(list(days)))
    ):
        found[number, day].append((at, at + timedelta(seconds=seconds or 0)))
    return found
