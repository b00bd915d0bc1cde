"""What a call does to the lead (rules.md §3, the table of dispositions)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.rules.calls import dispositions as then
from app.rules.calls import windows
from app.rules.calls.dispositions import Disposition
from app.rules.days.shanghai import day_of
from app.rules.days.working_days import WorkingDays
from app.rules.defaults import Settings

CALL_BACK, FOLLOW_UP, RETRY = "call_back", "follow_up", "retry"

KEYS = (
    "calls.dispositions",
    *windows.KEYS,
    "no_answer.attempts",
    "no_answer.days",
    "hung_up.retries",
    "not_now.proposed_days",
    "cool_down.days",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The call that was made and what went before it.

    `attempts`: the company days of the unvoided, unconnected calls out by this owner since he
    received the lead and since its last connection, this call's included, one entry for each call.
    `hang_ups`: how many of those, this one included, were hung up on. `customer`: there is a
    confirmed receipt.
    """

    at: datetime
    grade: str | None = None
    follow_up_at: datetime | None = None
    attempts: Collection[date] = ()
    hang_ups: int = 0
    by_owner: bool = True
    customer: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """When the lead is next on the sheet: "call_back", "follow_up" or "retry" (not before)."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to the lead. `leaves_because`: the owner loses it at once, for this reason.

    `grade` None: as it was. `due` takes the place of what was due. `cool_until`: the first day on
    which it may be called again. `gone_because`: it leaves the pool for good. `later`: marks for
    the parts that take over.
    """

    leaves_because: str | None = None
    grade: str | None = None
    due: Due | None = None
    cool_until: date | None = None
    gone_because: str | None = None
    do_not_call: bool = False
    later: tuple[str, ...] = ()


def effect(
    disposition: Disposition, facts: Facts, calendar: WorkingDays, settings: Settings
) -> Effect:
    """What a call with this outcome does to the lead (rules.md §3).

    A call by somebody who does not own the lead (any more) changes nothing but this: who asked not
    to be called is never called again, at once.
    """
    if not facts.by_owner:
        asked = disposition.then == then.DO_NOT_CALL
        return never_again(facts, calendar, settings) if asked else Effect()
    happens = THEN[disposition.then](facts, calendar, settings)
    later = (disposition.later,) if disposition.later else ()
    return replace(happens, grade=disposition.grade or facts.grade, later=later)


def keep(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    return Effect(due=chosen(FOLLOW_UP, facts))


def call_back(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    return Effect(due=chosen(CALL_BACK, facts))


def propose(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    """The follow-up chosen, else the one proposed, so that no lead falls silent."""
    proposed = Due(FOLLOW_UP, proposed_follow_up(facts.at, calendar, settings))
    return Effect(due=chosen(FOLLOW_UP, facts) or proposed)


def proposed_follow_up(at: datetime, calendar: WorkingDays, settings: Settings) -> datetime:
    """The follow-up proposed to somebody who needs nothing now: two weeks on, in a window."""
    day = day_of(at) + timedelta(days=settings["not_now.proposed_days"])
    return windows.first_window(calendar.on_or_after(day), settings)


def no_answer(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    """Another window; back to the pool after 4 attempts on 4 days by this owner since the last
    connection. A customer stays."""
    enough = len(facts.attempts) >= settings["no_answer.attempts"]
    days = len(set(facts.attempts)) >= settings["no_answer.days"]
    if enough and days and not facts.customer:
        return Effect(leaves_because="no_answer")
    return retry_window(facts, calendar, settings)


def retry_window(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    return retry(facts, windows.another_window(facts.at, calendar, settings))


def retry_today(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    return retry(facts, windows.later_today(facts.at, calendar, settings))


def retry_tomorrow(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    return retry(facts, windows.tomorrow(facts.at, calendar, settings))


def retry_once(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    """Another day, once: who hung up again since the last connection is not tried a third time."""
    if facts.hang_ups > settings["hung_up.retries"]:
        return Effect(due=chosen(FOLLOW_UP, facts))
    return retry_tomorrow(facts, calendar, settings)


def cool_down(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    """A refused lead leaves its owner at once and rests (rules.md §2.3); a customer only rests."""
    until = day_of(facts.at) + timedelta(days=settings["cool_down.days"])
    return Effect(leaves_because=None if facts.customer else "refused", cool_until=until)


def gone(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    return Effect(leaves_because="wrong_number", gone_because="wrong_number")


def never_again(facts: Facts, calendar: WorkingDays, settings: Settings) -> Effect:
    return Effect(leaves_because="do_not_call", do_not_call=True)


def chosen(kind: str, facts: Facts) -> Due | None:
    return Due(kind, facts.follow_up_at) if facts.follow_up_at else None


def retry(facts: Facts, at: datetime) -> Effect:
    """A retry not before `at`, unless the rep chose a time himself."""
    return Effect(due=Due(RETRY, facts.follow_up_at or at))


THEN: dict[str, Callable[[Facts, WorkingDays, Settings], Effect]] = {
    then.KEEP: keep,
    then.CALL_BACK: call_back,
    then.PROPOSE: propose,
    then.NO_ANSWER: no_answer,
    then.RETRY_WINDOW: retry_window,
    then.RETRY_TODAY: retry_today,
    then.RETRY_TOMORROW: retry_tomorrow,
    then.RETRY_ONCE: retry_once,
    then.COOL_DOWN: cool_down,
    then.GONE: gone,
    then.DO_NOT_CALL: never_again,
}
