"""A made-up month of meetings through the real services, beside a model that knows only the text of
rules.md §9 and a list of days as the public calendar of February 2026 prints them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Meeting
from app.models.visible import ALL
from app.services.meetings import agenda_items, closing, deciding, items, opening, preparing
from app.services.meetings.deciding import Handed
from app.services.meetings.items import Said
from app.services.meetings.within import Who
from tests.services.refusals import refused

FEBRUARY = [date(2026, 2, n) for n in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 24, 25, 26, 27, 28)]
FRIDAYS = {date(2026, 2, n) for n in (6, 13, 27)}
ABOVE = {"morning": "weekly", "evening": "weekly", "weekly": "monthly", "monthly": "monthly"}


@dataclass
class Thing:
    """What the model knows of something raised."""

    kind: str
    made_on: date
    times: int = 0
    nth: int = 0
    open: bool = True


def asked_for(day: date) -> list[str]:
    """Which meetings a day of that month has, in their order."""
    kinds = ["morning"]
    kinds += ["weekly"] if day in FRIDAYS else []
    kinds += ["monthly"] if day == FEBRUARY[-1] else []
    return [*kinds, "evening"]


class Month:
    """Runs the month with what chance chooses; `things` is the model, by the item's number."""

    def __init__(
        self, seed: int, set_clock: Callable[[datetime], None], team: int, people: list[int]
    ) -> None:
        self.random, self.set_clock = Random(seed), set_clock
        self.team, self.people = team, people
        self.who = Who(people[0], ALL)
        self.things: dict[int, Thing] = {}
        self.seen: list[tuple[date, str]] = []

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        self.set_clock(datetime.combine(day, time(hour - 8, minute), UTC))

    def run(self, first: date, last: date) -> None:
        for n in range((last - first).days + 1):
            self.day(first + timedelta(days=n))

    def day(self, day: date) -> None:
        self.at(day, 8, 30)
        for _ in range(self.random.randint(1, 2)):
            preparing.prepare_meetings()
        found = db.session.scalars(
            select(Meeting).filter_by(day=day).order_by(Meeting.starts_at, Meeting.id)
        )
        for meeting_id, kind in [(one.id, one.kind) for one in found]:
            self.at(day, {"morning": 9, "weekly": 14, "monthly": 15, "evening": 18}[kind])
            if self.random.random() < 0.85:  # now and then one is not held
                self.meet(meeting_id, kind, day)
            self.seen.append((day, kind))

    def meet(self, meeting_id: int, kind: str, day: date) -> None:
        opening.open_meeting(meeting_id, self.who)
        opening.open_meeting(meeting_id, self.who)
        expected = [n for n, one in self.things.items() if one.open and one.kind == kind]
        for number in expected:
            self.things[number].times += 1
            self.things[number].nth += 1
        self.check(meeting_id, expected, day)
        for number in expected:
            self.decide(number, meeting_id, kind, day)
        for _ in range(self.random.randint(0, 2)):
            self.raise_one(meeting_id, kind, day)
        closing.close(meeting_id, self.who)

    def check(self, meeting_id: int, expected: list[int], day: date) -> None:
        shown = agenda_items.carried(db.session.get_one(Meeting, meeting_id))
        assert sorted(one.id for one in shown) == sorted(expected)
        for one in shown:
            thing = self.things[one.id]
            worked = [d for d in FEBRUARY if thing.made_on < d <= day]
            assert (one.times, one.nth, one.age) == (thing.times, thing.nth, len(worked))
            assert one.must == (thing.nth >= 3)

    def decide(self, number: int, meeting_id: int, kind: str, day: date) -> None:
        """What is up for the third time must be decided; of the rest most is left as it is."""
        thing = self.things[number]
        if thing.nth >= 3:
            assert refused(closing.close, meeting_id, self.who) == "items_undecided"
        elif self.random.random() < 0.6:
            return
        ways = {"end": self.end, "split": self.split, "up": self.up}
        ways[self.random.choice(list(ways))](number, meeting_id, day)

    def end(self, number: int, _meeting_id: int, _day: date) -> None:
        deciding.end(number, "好了", self.who)
        self.things[number].open = False

    def split(self, number: int, meeting_id: int, day: date) -> None:
        parts = [self.said("task" if self.is_task(number) else "question") for _ in range(2)]
        for made in deciding.split(number, meeting_id, parts, self.who):
            self.things[made] = Thing(self.things[number].kind, day)
        self.things[number].open = False

    def up(self, number: int, _meeting_id: int, _day: date) -> None:
        thing = self.things[number]
        deciding.hand_up(number, Handed(self.random.choice(self.people), "请上面定"), self.who)
        thing.kind, thing.nth = ABOVE[thing.kind], 0

    def is_task(self, number: int) -> bool:
        return db.session.get_one(items.MeetingItem, number).type == "task"

    def raise_one(self, meeting_id: int, kind: str, day: date) -> None:
        said = self.said(self.random.choice(["task", "question", "decision", "note"]))
        made = items.raise_item(meeting_id, said, self.who)
        assert items.raise_item(meeting_id, said, self.who) == made
        if said.type in ("task", "question"):
            self.things[made] = Thing(kind, day)

    def said(self, type_: str) -> Said:
        uuid = str(UUID(int=self.random.getrandbits(128)))
        due = clock.today() + timedelta(days=self.random.randint(0, 9))
        owner = self.random.choice(self.people)
        return Said(uuid, type_, "整理异议表", owner, due, "十条都有答法")
