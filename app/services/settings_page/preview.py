"""What a quota would make of the next working day, without a word being written (rules.md §2.1)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models.pool import waiting
from app.rules.leads.quota import Quota
from app.rules.settings.timeline import Said
from app.services.hand_outs import standings
from app.services.people import selling, working_days
from app.services.settings_page import changing, overview


@dataclass(frozen=True)
class Line:
    """Somebody's quota on the day as settings are, and as they would be."""

    name: str
    now: Quota
    then: Quota

    @property
    def changes(self) -> bool:
        return self.now.number != self.then.number


@dataclass(frozen=True)
class Preview:
    """The quotas of a day with and without a change, and how many precise leads wait now."""

    day: date
    lines: list[Line]
    waiting: int

    @property
    def now(self) -> int:
        return sum(line.now.number for line in self.lines)

    @property
    def then(self) -> int:
        return sum(line.then.number for line in self.lines)

    @property
    def changed(self) -> int:
        return sum(line.changes for line in self.lines)


def of(proposed: Said | None) -> Preview:
    """Everybody's quota on the next working day on which a change holds, by the settings of that
    day and by those with the change, each with its reason (rules.md §2.1), those whose quota
    changes first. Nothing is written.

    Raises RuleBroken where the change cannot be, as `changing.change` does.
    """
    if proposed is not None:
        changing.refuse(changing.unsayable(overview.item_of(proposed.key), proposed))
    day = day_of(proposed.since if proposed else clock.today())
    people = selling.sellers()
    now = standings.of_each(people, day)
    then = standings.of_each(people, day, proposed) if proposed else now
    lines = [Line(one.name, now[one.id].quota, then[one.id].quota) for one in people]
    return Preview(day, sorted(lines, key=lambda one: not one.changes), waiting_now())


def day_of(since: date) -> date:
    """The next working day; where the change begins later, the first working day with it."""
    today = clock.today()
    calendar = working_days.around(today)
    return max(calendar.next(today), calendar.on_or_after(since))


def waiting_now() -> int:
    found = waiting("precise", clock.today(), clock.now()).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0
