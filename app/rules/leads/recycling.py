from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.days.working_days import WorkingDays
from app.rules.defaults import Settings
from app.rules.why import Why

KEYS = (
    "recycle.uncalled_working_days",
    "recycle.idle_working_days",
    "recycle.promise_working_days",
    "recycle.extension_working_days",
    "recycle.grade_a_working_days",
    "recycle.maintained_working_days",
    "recycle.own_working_days",
)


@dataclass(frozen=True, slots=True)
class Owned:
    """An owned lead as far as recycling goes; days are company days, facts are this owner's.

    `called`: an unvoided call by the owner since receipt, or a colleague's who handed the lead over
    with what was agreed in it. `last_effort`: the last unvoided call or
    answered touch. `last_touch`: the last logged touch, answered or not. `last_call` and `promise`:
    the last unvoided call and the follow-up day set by it. `absences`: the owner's days away.
    """

    kind: str
    received: date
    called: bool = False
    last_effort: date | None = None
    last_touch: date | None = None
    last_call: date | None = None
    promise: date | None = None
    grade: str | None = None
    maintained: bool = False
    customer: bool = False
    extended: date | None = None
    absences: Collection[date] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """The day in whose morning run a lead drops, the working day before it, and by which rule."""

    day: date
    warned: date
    why: Why


def drop(lead: Owned, calendar: WorkingDays, settings: Settings) -> Drop | None:
    """When an owned lead goes back to the pool; None for a signed customer (rules.md §2.3).

    A precise lead without a call: the second working day after receipt on which the owner is there.
    Any other: the 8th working day after its clock day, the 30th on the maintenance list, for own
    leads, and after the last effort for grade A; an extension since the last effort adds 5.
    """
    if lead.customer:
        return None
    if lead.kind == "precise" and not lead.called:
        days = settings["recycle.uncalled_working_days"]
        why = Why("recycle_uncalled", {"since": lead.received, "days": days})
        return drop_on(uncalled_day(lead, calendar, settings), why, calendar)
    since = clock_day(lead, calendar, settings)
    limit, code = limit_of(lead, settings)
    day = calendar.add(since, limit)
    if lead.grade == "A" and lead.last_effort is not None:
        days = settings["recycle.grade_a_working_days"]
        exempt = calendar.add(lead.last_effort, days)
        if exempt >= day:
            day, code, since, limit = exempt, "recycle_grade_a", lead.last_effort, days
    more = extension(lead, settings)
    why = Why(code, {"since": since, "days": limit + more})
    return drop_on(calendar.add(day, more), why, calendar)


def may_extend(lead: Owned) -> bool:
    """Whether its owner may still keep it longer: once for each time he owns it, and not while it
    is a precise lead that nobody called (rules.md §2.3)."""
    return lead.extended is None and (lead.kind != "precise" or lead.called)


def clock_day(lead: Owned, calendar: WorkingDays, settings: Settings) -> date:
    """The day a lead's clock runs from: the latest of receipt, last qualified effort and promise,
    the promise at most the 10th working day after its call (rules.md §2.3)."""
    days = [lead.received, lead.last_effort, promised(lead, calendar, settings)]
    if lead.maintained:
        days.append(lead.last_touch)
    return max(day for day in days if day is not None)


def barred_until(dropped: date, settings: Settings) -> date:
    """The day from which a recycled lead may go to the same rep again: 30 days later
    (rules.md §2.3)."""
    return dropped + timedelta(days=settings["recycle.same_rep_days"])


def promised(lead: Owned, calendar: WorkingDays, settings: Settings) -> date | None:
    if lead.promise is None or lead.last_call is None:
        return None
    latest = calendar.add(lead.last_call, settings["recycle.promise_working_days"])
    return min(lead.promise, latest)


def limit_of(lead: Owned, settings: Settings) -> tuple[int, str]:
    if lead.kind == "own":
        return settings["recycle.own_working_days"], "recycle_own"
    if lead.maintained:
        return settings["recycle.maintained_working_days"], "recycle_maintained"
    return settings["recycle.idle_working_days"], "recycle_idle"


def extension(lead: Owned, settings: Settings) -> int:
    """Working days added by an extension; a later effort has started the clock anew without it."""
    since = max(lead.received, lead.last_effort or lead.received)
    if lead.extended is None or lead.extended < since:
        return 0
    return settings["recycle.extension_working_days"]


def uncalled_day(lead: Owned, calendar: WorkingDays, settings: Settings) -> date:
    day, left = lead.received, settings["recycle.uncalled_working_days"]
    while left:
        day = calendar.next(day)
        left -= day not in lead.absences
    return day


def drop_on(day: date, why: Why, calendar: WorkingDays) -> Drop:
    return Drop(day, calendar.previous(day), why)
