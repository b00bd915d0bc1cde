"""Lines of the call sheet with all that a call needs without a network (rules.md §3; sync.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import clock
from app.rules.calls import frequency
from app.rules.calls.sheet import Line
from app.rules.days.working_days import WorkingDays
from app.rules.leads import recycling
from app.rules.leads.recycling import Drop
from app.rules.why import Why
from app.services import settings
from app.services.calls import hand_over, holdings
from app.services.calls.hand_over import Card
from app.services.calls.holdings import Holding

KEYS = (*recycling.KEYS, *frequency.KEYS, "sheet.called", "sheet.notes")


@dataclass(frozen=True)
class SheetLead:
    """A lead on the sheet with all that is needed to call it without a network.

    `dials`: when it was called out of late, whoever called: nobody is called too often.
    """

    line: Line
    holding: Holding
    numbers: Sequence[str]
    drop: Drop | None
    may_extend: bool
    card: Card | None
    dials: Sequence[datetime]


def called_today(
    held: dict[int, Holding], lines: Sequence[Line], chosen: settings.Values
) -> list[Line]:
    """Who was called today and is not on the list (any more), the latest first."""
    listed = {line.lead for line in lines}
    last = {
        id: holding.own_calls[-1].started_at
        for id, holding in held.items()
        if id not in listed and holding.own_calls
    }
    today = [id for id, at in last.items() if clock.day_of(at) == clock.today()]
    today.sort(key=last.__getitem__, reverse=True)
    return [
        Line(id, "called", Why("sheet_called", {"at": last[id]}))
        for id in today[: chosen["sheet.called"]]
    ]


def in_full(
    lines: Sequence[Line],
    held: dict[int, Holding],
    calendar: WorkingDays,
    chosen: settings.Values,
) -> list[SheetLead]:
    """The lines with what is needed to call: numbers, the day of dropping, how often called."""
    ids = [line.lead for line in lines]
    away = days_away([held[i] for i in ids])
    numbers, cards = holdings.numbers(ids), hand_over.cards([held[i] for i in ids])
    month = clock.now() - timedelta(days=chosen["frequency.month_days"])
    return [
        SheetLead(
            line,
            held[line.lead],
            numbers[line.lead],
            recycling.drop(held[line.lead].owned(away), calendar, chosen),
            recycling.may_extend(held[line.lead].owned(away)),
            cards.get(line.lead),
            held[line.lead].dials_since(month),
        )
        for line in lines
    ]


def days_away(held: Sequence[Holding]) -> list[date]:
    """On which days their one owner was away since he had the first of these leads."""
    owner = next((one.lead.owner_id for one in held), None)
    since = min((one.since for one in held), default=clock.now())
    return holdings.absences(owner, clock.day_of(since)) if owner else []
