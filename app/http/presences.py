"""Presence as a page shows it: a day with a line for each person, and the month around it."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_login import current_user

from app import clock
from app.http import access, hand_overs
from app.http.words.people import HALF_DAYS
from app.rules.days.working_days import WorkingDays
from app.rules.leads.quota import FULL
from app.services.hand_overs.absences import Away
from app.services.hand_overs.parts import PROMISES, Part
from app.services.people import presence, roster, working_days
from app.services.people.presence import Noted
from app.services.people.roster import Entry

ONE_DAY = timedelta(days=1)
EARLIEST, LATEST = date(2004, 1, 1), date(2099, 12, 31)
FREE, NOT_HERE = "free", ""


@dataclass(frozen=True)
class Shown:
    """`is_free` tells a free day; a state is "2", "1", "0", "free", or "" for not employed.
    `away` tells of those absent that day whose customers expect a call meanwhile."""

    day: date
    days: list[date]
    people: list[Entry]
    noted: Noted
    calendar: WorkingDays
    away: Mapping[int, Away]
    labels = HALF_DAYS

    @property
    def before(self) -> date:
        return max(self.day - ONE_DAY, EARLIEST)

    @property
    def after(self) -> date:
        return min(self.day + ONE_DAY, LATEST)

    @property
    def month_before(self) -> date:
        return max(self.days[0] - ONE_DAY, EARLIEST)

    @property
    def month_after(self) -> date:
        return min(self.days[-1] + ONE_DAY, LATEST)

    def is_free(self, day: date) -> bool:
        return not self.calendar.is_working(day)

    def state(self, person: Entry, day: date) -> str:
        """A word that was noted; without one a working day is worked in full."""
        if not person.employed(day):
            return NOT_HERE
        mark = self.noted.get((person.id, day))
        if mark is not None and (mark.half_days or not self.is_free(day)):
            return str(mark.half_days)
        return FREE if self.is_free(day) else str(FULL)

    def absent(self, person: Entry) -> str:
        """Working days of the month on which the person is away, half days too."""
        marks = [self.state(person, day) for day in self.days if not self.is_free(day)]
        halves = sum(FULL - int(mark) for mark in marks if mark)
        return f"{halves // 2}{'.5' if halves % 2 else ''}"

    def reason(self, person: Entry, day: date) -> str:
        mark = self.noted.get((person.id, day))
        return mark.reason if mark else ""

    def promises_of(self, person: Entry) -> str:
        """Where the promises of his days away can be handed to somebody else."""
        away = self.away[person.id]
        return hand_overs.address(person.id, Part(PROMISES, away.first, away.last))


def around(day: date) -> Shown:
    """Everybody within reach who was employed at some time of the day's month."""
    month = monthrange(day.year, day.month)[1]
    days = [day.replace(day=n) for n in range(1, month + 1)]
    by = {"by_id": current_user.id, "reach": access.reach("presence")}
    everybody = roster.roster(day, with_gone=True, **by)
    people = [one for one in everybody if one.employed_within(days[0], days[-1])]
    ids = [one.id for one in people]
    return Shown(
        day=day,
        days=days,
        people=people,
        noted=presence.noted(ids, days[0], days[-1]),
        calendar=working_days.around(day),
        away=hand_overs.missed(ids, day),
    )


def day_asked(text: str) -> date:
    """The day in the address; today when it is none."""
    try:
        return min(max(date.fromisoformat(text), EARLIEST), LATEST)
    except ValueError:
        return clock.today()
