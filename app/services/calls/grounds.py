from dataclasses import dataclass
from datetime import date

from app import clock
from app.rules import call_record, effects, frequency, plausibility
from app.rules.working_days import WorkingDays
from app.services import server_state, settings
from app.services.people import working_days
from app.services.server_state import State

KEYS = (*effects.KEYS, *call_record.KEYS, *frequency.KEYS, *plausibility.KEYS)


@dataclass(frozen=True)
class Grounds:
    """What calls are judged by on a day."""

    settings: settings.Values
    calendar: WorkingDays


kept: dict[tuple[State, date], Grounds] = {}


def today(state: State | None = None) -> Grounds:
    """Read again only when settings or calendar have changed since, in whichever process."""
    key = (state or server_state.current(), clock.today())
    if key not in kept:
        kept.clear()
        kept[key] = Grounds(settings.values(KEYS, key[1]), working_days.around(key[1]))
    return kept[key]
