"""First calls and follow-ups of leads, worked out anew whenever something happens with them, and
kept: reports would have to look at all that ever happened otherwise (rules.md §6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

from app import clock
from app.extensions import db, queue
from app.models import Call, FirstCall, FollowUp, Lead
from app.rules.days.working_time import Hours, working_seconds
from app.rules.defaults import DEFAULTS
from app.rules.measures import follow_ups as rule
from app.rules.measures.follow_ups import BACK, CALL, LEFT, MOVED_DATE, TOUCH, Event
from app.services import settings
from app.services.measures.history_rows import CALLS, CLEAR, DATES, FIRSTS, KEEP, MOVES, TOUCHES
from app.services.people import working_days
from app.services.transaction import at_end, rows, write

HOURS = "speed.hours"
TAKEN_BACK = "call_undone"
AT_ONCE = 2_000
Row = dict[str, Any]


def changed(lead_ids: Iterable[int]) -> None:
    """Something happened with these leads: their first calls and follow-ups are worked out anew at
    the end of the running `write()`."""
    at_end(recount, lead_ids)


def days_changed(first: date, last: date = date.max) -> None:
    """Whether the company works on these days, or when, is not what it was: first calls that waited
    over one of them took more or less working time than was thought."""
    query = select(FirstCall.lead_id).join(Lead, Lead.id == FirstCall.lead_id)
    query = query.where(FirstCall.day >= first)
    if last < date.max:
        query = query.where(Lead.arrived_at < clock.bounds(last)[1])
    changed(db.session.scalars(query))


def recount(lead_ids: Sequence[int]) -> None:
    """Writes first calls and follow-ups of these leads anew, within a running `write()`."""
    db.session.flush()
    for first in range(0, len(lead_ids), AT_ONCE):
        some = lead_ids[first : first + AT_ONCE]
        for model, made in ((FirstCall, first_calls(some)), (FollowUp, follow_ups(some))):
            rows(CLEAR[model], {"ids": some})
            if made:
                rows(insert(model), made)
        rows(KEEP, {"ids": some})


def first_calls(lead_ids: Sequence[int]) -> list[Row]:
    """Of precise leads the first unvoided call out since they arrived, as it is kept."""
    found = rows(FIRSTS, {"ids": lead_ids}).all()
    hours = hours_on() if found else None
    return [
        {"lead_id": lead_id, "call_id": call_id, "person_id": person_id, "day": day}
        | {"working_s": waited(arrived, called, hours)}
        for lead_id, call_id, person_id, day, called, arrived, _ in found
        if hours is not None
    ]


def waited(arrived: datetime, called: datetime, hours: Callable[[date], Hours]) -> int:
    middle = clock.day_of(called).replace(month=7, day=1)
    calendar = working_days.around(middle)  # the same whenever it is asked: it reaches 400 days
    return working_seconds(arrived, called, calendar, hours)


def hours_on() -> Callable[[date], Hours]:
    """From when until when a day counted, as the setting was then."""
    changes = settings.history([HOURS])
    shipped: Any = DEFAULTS[HOURS]

    def of(day: date) -> Hours:
        said = [values[HOURS] for since, values in changes if since <= day]
        opens, closes = said[-1] if said else shipped
        return opens, closes

    return of


def follow_ups(lead_ids: Sequence[int]) -> list[Row]:
    """Follow-ups as they are kept; of leads with which none was ever set nothing more is read."""
    events = calls(lead_ids)
    promised = sorted({lead_id for lead_id, one in events if one.due is not None})
    if not promised:
        return []
    events += [*touches(promised), *dates_moved(promised), *moves(promised)]
    of_lead: dict[int, list[Event]] = defaultdict(list)
    for lead_id, event in sorted(events, key=lambda one: one[1].at):
        of_lead[lead_id].append(event)
    return [
        {"lead_id": lead_id, "person_id": one.person, "call_id": one.call}
        | {"due_on": one.due_on, "done_on": one.done_on}
        for lead_id in promised
        for one in rule.follow_ups(of_lead[lead_id])
    ]


def calls(lead_ids: Sequence[int]) -> list[tuple[int, Event]]:
    return [
        (lead_id, Event(at, CALL, person, due=due, call=number))
        for lead_id, at, person, due, number in rows(CALLS, {"ids": lead_ids})
    ]


def touches(lead_ids: Sequence[int]) -> list[tuple[int, Event]]:
    found = rows(TOUCHES, {"ids": lead_ids})
    return [(lead_id, Event(at, TOUCH, person)) for lead_id, at, person in found]


def dates_moved(lead_ids: Sequence[int]) -> list[tuple[int, Event]]:
    return [
        (lead_id, Event(at, MOVED_DATE, person, due=datetime.fromisoformat(to) if to else None))
        for lead_id, at, person, to in rows(DATES, {"ids": lead_ids})
    ]


def moves(lead_ids: Sequence[int]) -> list[tuple[int, Event]]:
    found = []
    for lead_id, at, giver, taker, why in rows(MOVES, {"ids": lead_ids}):
        if giver is not None:
            found.append((lead_id, Event(at, LEFT, giver, to=taker)))
        elif why == TAKEN_BACK and taker is not None:
            found.append((lead_id, Event(at, BACK, taker)))
    return found


def rebuild() -> None:
    """Throws away what was worked out of all leads and does it again, some leads at a time."""
    last = 0
    while ids := list(db.session.scalars(after(last))):
        with write():
            recount(ids)
        last = ids[-1]


def after(last: int) -> Any:
    return select(Lead.id).where(Lead.id > last).order_by(Lead.id).limit(AT_ONCE)


@queue.hourly
def work_out_at_first() -> None:
    """After an update that brought these tables: what was there before has to be worked out once."""
    known = [db.session.scalar(select(one.lead_id).limit(1)) for one in (FirstCall, FollowUp)]
    called = db.session.scalar(select(Call.id).limit(1))
    db.session.rollback()
    if known == [None, None] and called is not None:
        rebuild()
