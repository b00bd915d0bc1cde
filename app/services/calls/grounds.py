from dataclasses import dataclass
from datetime import date

from app import clock
from app.rules.calls import callers, effects, frequency, plausibility
from app.rules.calls import record as call_record
from app.rules.days.working_days import WorkingDays
from app.services import server_state, settings
from app.services.people import working_days
from app.services.server_state import State

KEYS = (*callers.KEYS, *effects.KEYS, *call_record.KEYS, *frequency.KEYS, *plausibility.KEYS)


@dataclass(frozen=True)
class Grounds:
    """What calls are judged by on a day."""

    settings: settings.Values
    calendar: WorkingDays


kept: dict[tuple[State, date], Grounds] = {}


def today(state: State | None = None) -> Grounds:
    """Read again only when settings or calendar have changed since, in whichever process."""
    state, day = state or server_state.current(), clock.today()
    found = kept.get((state, day))
    if found is None:
        kept.clear()
        found = Grounds(settings.values(KEYS, day), working_days.around(day, state))
        kept[state, day] = found
    return found
