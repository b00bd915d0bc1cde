from dataclasses import dataclass

from app import clock
from app.rules import call_record, effects
from app.rules.working_days import WorkingDays
from app.services import settings
from app.services.people import working_days

KEYS = (
    *effects.KEYS,
    *call_record.KEYS,
    "plausible.shortest_connected_s",
    "plausible.burst_calls",
    "plausible.burst_s",
    "frequency.day_calls",
    "frequency.day_hours",
    "frequency.month_calls",
    "frequency.month_days",
)


@dataclass(frozen=True)
class Grounds:
    """What calls are judged by today; read once for all the calls of a request."""

    settings: settings.Values
    calendar: WorkingDays


def today() -> Grounds:
    day = clock.today()
    return Grounds(settings.values(KEYS, day), working_days.around(day))
