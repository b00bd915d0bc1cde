from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Presence
from app.services import scripts, setup
from app.services.calls import grounds
from app.services.calls.grounds import Grounds
from app.services.demo import care, dailies, deals, exams, goals, meetings, storing, team, work
from app.services.demo.team import Staff
from app.services.demo.work import Card
from app.services.people import working_days
from app.services.questions import shipped
from app.services.recycling import drops
from app.services.transaction import write

WEEKS = 9
HELD_AT_MOST = 55


@dataclass
class Made:
    """The demo on its way: who, whom they call, and the ledger of who got what."""

    staff: Staff
    random: Random
    grounds: Grounds
    cards: list[Card] = field(default_factory=list)
    ledger: list[dict[str, Any]] = field(default_factory=list)
    numbers: dict[tuple[int, date, str], int] = field(default_factory=lambda: defaultdict(int))


def build(password: str, *, seed: int, to: date, leads: int = 1500) -> None:
    """A whole made-up team with two months of work up to a day, the same for the same seed.

    Refused on a database that holds anybody: RuleBroken("demo_not_empty") (design: doors).
    """
    with write():
        if not setup.is_empty():
            raise RuleBroken("demo_not_empty")
        working_days.fill()
        scripts.fill()
        shipped.fill()
        until = min(clock.now(), clock.bounds(to)[1] - timedelta(minutes=1))
        staff = team.hire(to, clock.bounds(to - timedelta(days=200))[0], password)
        made = Made(staff, Random(seed), grounds.today())  # noqa: S311 (made-up data, no secret)
        first = to - timedelta(weeks=WEEKS)
        made.cards = [card(made, "ordinary", clock.bounds(first)[0]) for _ in range(leads)]
        for day in days(first, to, made):
            work_a_day(made, day, until)
        absence(staff, to, made)
        storing.store(made.cards, made.ledger, made.random)
        deals.close(staff, made.random, to, until)
        goals.aim(staff, to)
        dailies.report(staff, to)
        meetings.meet(staff, to)
        exams.sit(staff, Random(seed), to)  # noqa: S311
        recycle_what_lay_too_long(made, to, until)
        care.note(to)


def recycle_what_lay_too_long(made: Made, to: date, until: datetime) -> None:
    """As the morning runs would have by the last evening that is over (rules.md §2.3)."""
    evening = clock.bounds(to)[1] - timedelta(hours=5)
    day = to if evening <= until and made.grounds.calendar.is_working(to) else None
    day = day or made.grounds.calendar.previous(to)
    drops.recycle(clock.bounds(day)[1] - timedelta(hours=5))


def days(first: date, last: date, made: Made) -> Iterator[date]:
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return (day for day in span if made.grounds.calendar.is_working(day))


def card(made: Made, kind: str, at: datetime) -> Card:
    source = made.random.choice(made.staff.sources).id if kind == "precise" else None
    row: dict[str, Any] = {
        "kind": kind,
        "source_id": source,
        "owner_id": None,
        "owned_since": None,
        "rev": 1,
    }
    row |= {"grade": None, "due_at": None, "due_kind": None, "cool_until": None}
    row |= {"gone_because": None, "do_not_call": False, "last_call_at": None, "wechat_state": ""}
    row |= {name: at for name in ("arrived_at", "created_at", "waiting_since", "stage_since")}
    return Card({**row, **team.contact(made.random)})


def work_a_day(made: Made, day: date, until: datetime) -> None:
    """Precise leads arrive in the night, everybody fills up and calls down the sheet."""
    morning = clock.bounds(day)[0] + timedelta(hours=9)
    arrived = [
        card(made, "precise", morning - timedelta(hours=2))
        for _ in range(made.random.randint(8, 14))
    ]
    made.cards += arrived
    here = [rep for rep in made.staff.reps if rep.hired_on <= day]
    for number, lead in enumerate(arrived[: 3 * len(here)]):
        hand_out(made, lead, here[number % len(here)].id, morning)
    for rep in here:
        held = [one for one in made.cards if one.row["owner_id"] == rep.id]
        fill_up(made, rep.id, HELD_AT_MOST - len(held), morning)
        for at in work.times(made.random, day, made.random.randint(22, 34), until):
            next_up = due_first(made, rep.id, at)
            if next_up is not None:
                work.call(next_up, at, made.random, made.grounds)


def fill_up(made: Made, rep_id: int, room: int, at: datetime) -> None:
    free = (one for one in made.cards if one.free and one.row["kind"] == "ordinary")
    for _, lead in zip(range(min(room, 20)), free, strict=False):
        hand_out(made, lead, rep_id, at)


def hand_out(made: Made, lead: Card, rep_id: int, at: datetime) -> None:
    lead.hand(rep_id, at, "claim")
    place = (rep_id, clock.day_of(at), lead.row["kind"])
    made.numbers[place] += 1
    made.ledger.append({"card": lead, "place": place, "number": made.numbers[place], "at": at})


def due_first(made: Made, rep_id: int, at: datetime) -> Card | None:
    """New precise leads, then promised ones that are due, then whoever was not called for longest."""
    held = [one for one in made.cards if one.row["owner_id"] == rep_id]
    ready = [one for one in held if one.row["due_at"] is None or one.row["due_at"] <= at]
    fresh = [
        one
        for one in ready
        if one.row["last_call_at"] is None or one.row["last_call_at"] < at - timedelta(hours=3)
    ]
    return min(
        fresh,
        key=lambda one: (
            not one.is_new_precise,
            one.row["due_at"] is None,
            str(one.row["last_call_at"]),
        ),
        default=None,
    )


def absence(staff: Staff, to: date, made: Made) -> None:
    day = made.grounds.calendar.previous(to)
    gone = Presence(person_id=staff.reps[1].id, day=day, half_days=1, reason="上午看病")
    db.session.add(gone)
