from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Call, Person
from app.rules.calls.dispositions import Disposition, dispositions
from app.rules.calls.sheet import KEYS as SHEET_KEYS
from app.rules.calls.sheet import call_sheet
from app.rules.days.working_days import WorkingDays
from app.rules.leads import recycling
from app.services import scripts, server_state, settings
from app.services.calls import holdings, lines
from app.services.calls.holdings import Holding
from app.services.calls.lines import SheetLead, called_today, in_full
from app.services.day_goals import reaching
from app.services.day_goals.reaching import Goal
from app.services.hand_outs import standings
from app.services.hand_outs.standings import Offers
from app.services.people import working_days
from app.services.scripts import Text

KEYS = (
    *SHEET_KEYS,
    *lines.KEYS,
    "calls.per_day",
    "calls.windows",
    "calls.hours",
    "calls.dispositions",
    "ordinary.batch",
)
INTERESTED = ("A", "B")


@dataclass(frozen=True)
class DayCount:
    calls: int
    leads_called: int
    connected: int
    interested: int


@dataclass(frozen=True)
class CallSheet:
    """A rep's day as it goes to his device (sync.md; rules.md §3)."""

    person: Person
    epoch: str
    now: datetime
    day: date
    lease_until: datetime
    calendar: WorkingDays
    settings: settings.Values
    count: DayCount
    offers: Offers
    dispositions: list[Disposition]
    leads: list[SheetLead]
    called: list[SheetLead]
    scripts: list[Text]
    due_next: list[str]
    dropping: int
    goals: list[Goal]


def of(person_id: int) -> CallSheet:
    """The call sheet of a rep now, at most 60 of his own leads (rules.md §3).

    Beside the list, and within the 60, are those called today: it is they who ring back.
    Usable until the end of the next working day without contact (sync.md, accounts and privacy).
    """
    now, day = clock.now(), clock.today()
    person = db.session.get_one(Person, person_id)
    chosen = settings.values(KEYS, day)
    calendar = working_days.around(day)
    held = holdings.of(person_id)
    due = call_sheet([holding.held() for holding in held.values()], now, chosen)
    called = called_today(held, due, chosen)
    listed = due[: chosen["sheet.most"] - len(called)]
    filled = in_full([*listed, *called], held, calendar, chosen)
    return CallSheet(
        person=person,
        epoch=server_state.current().epoch,
        now=now,
        day=day,
        lease_until=clock.bounds(calendar.next(day))[1],
        calendar=calendar,
        settings=chosen,
        count=count(person_id, day),
        offers=standings.offers(person_id),
        dispositions=list(dispositions(chosen).values()),
        leads=filled[: len(listed)],
        called=filled[len(listed) :],
        due_next=due_on(held, calendar.next(day)),
        dropping=warned_about(held, day, calendar, chosen),
        scripts=scripts.current(person.language),
        goals=reaching.of(person_id, day),
    )


def due_on(held: dict[int, Holding], day: date) -> list[str]:
    """Who is due by a coming day, by the hour; what is due by today is on today's sheet."""
    leads = [holding.lead for holding in held.values()]
    coming = [
        lead for lead in leads if lead.due_at and clock.today() < clock.day_of(lead.due_at) <= day
    ]
    return [lead.name for lead in sorted(coming, key=lambda lead: (lead.due_at, lead.id))]


def warned_about(
    held: dict[int, Holding], day: date, calendar: WorkingDays, chosen: settings.Values
) -> int:
    """How many of a rep's leads drop in the next working day's morning run unless something is
    done today, or should have dropped already (rules.md §2.3)."""
    away = lines.days_away(list(held.values()))
    drops = (recycling.drop(one.owned(away), calendar, chosen) for one in held.values())
    return sum(found is not None and found.warned <= day for found in drops)


def count(person_id: int, day: date) -> DayCount:
    """The rep's dials of a day; void calls and incoming ones count nowhere (rules.md §3, §6)."""
    query = select(
        func.count(),
        func.count(Call.lead_id.distinct()),
        func.count().filter(Call.connected),
        func.count(Call.lead_id.distinct()).filter(Call.grade.in_(INTERESTED)),
    ).where(
        Call.person_id == person_id,
        Call.day == day,
        Call.direction == "out",
        Call.voided_at.is_(None),
    )
    return DayCount(*db.session.execute(query).one())
