"""The call sheet in the reader's words: for the page as values, for the device as JSON."""

from collections.abc import Sequence
from datetime import date, datetime
from math import ceil
from typing import Any

from flask_babel import gettext as _

from app.http import assets, deals, wire, words
from app.http.sheet_leads import Leads, Shown
from app.http.words.dispositions import label
from app.http.words.measures import measured
from app.rules.calls import frequency
from app.rules.calls.dispositions import Disposition
from app.rules.meetings.goals import CALLS
from app.services.calls import sheet
from app.services.calls.callers import Callers
from app.services.calls.sheet import CallSheet
from app.services.day_goals.reaching import Goal
from app.services.deals import selling
from app.services.deals.selling import Selling
from app.services.hand_outs.standings import Offers
from app.services.sync.lost import Lost


def of(person_id: int) -> Shown:
    return in_words(sheet.of(person_id), selling.of(person_id))


def in_words(sheet: CallSheet, known: Selling) -> Shown:
    """The sheet as the page's partials show it; instants and days are still values."""
    leads = Leads(sheet.dispositions, sheet.scripts, sheet.settings["sheet.notes"])
    return {
        "proto": wire.PROTO,
        "epoch": sheet.epoch,
        "server_time": sheet.now,
        "client": assets.version(),
        "user": {"id": sheet.person.id, "login": sheet.person.login, "name": sheet.person.name},
        "lease_until": sheet.lease_until,
        "day": day_of(sheet),
        "quota": quota_of(sheet.offers, sheet.settings["ordinary.batch"]),
        "dispositions": [disposition(one) for one in sheet.dispositions],
        "leads": leads.in_words(sheet.leads),
        "called": leads.in_words(sheet.called),
        "scripts": [vars(text) for text in sheet.scripts],
        **for_deals(known),
    }


def for_deals(known: Selling) -> Shown:
    return {
        "products": choices(deals.named(known.products)),
        "partners": choices(known.partners),
        "unentered": [
            {"id": one.lead_id, "name": one.name, "call": one.call} for one in known.unentered
        ],
    }


def choices(offered: list[tuple[int, str]]) -> list[Shown]:
    return [{"id": number, "label": label} for number, label in offered]


def as_json(value: Any) -> Any:
    """The same for the wire: instants in UTC with Z, days as ISO."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(inner) for inner in value]
    if isinstance(value, datetime):
        return wire.instant(value)
    return value.isoformat() if isinstance(value, date) else value


def queue(shown: Shown) -> list[Shown]:
    """The leads to call now: a call-back or a retry whose hour is still to come waits its turn."""
    now, timed = shown["server_time"], ("call_back", "retry")
    later = [x for x in shown["leads"] if x["section"] in timed and x["due_at"] > now]
    return [x for x in shown["leads"] if x not in later] + later


def day_of(sheet: CallSheet) -> Shown:
    today = sheet.offers.standing
    return {
        "date": sheet.day,
        "working": today.working_day,
        "target": calls_asked(sheet),
        "goals_text": goals_text(sheet.goals),
        **vars(sheet.count),
        "windows": sheet.settings["calls.windows"],
        "quiet": sheet.settings["calls.hours"],
        "often": {key.split(".")[1]: sheet.settings[key] for key in frequency.KEYS},
        "next_working_day": today.next_working_day,
        "working_days": [sheet.calendar.add(sheet.day, n) for n in range(1, 11)],
        "due_next": due_next(sheet),
        "dropping": sheet.dropping,
    }


def calls_asked(sheet: CallSheet) -> int:
    """His goal of calls for today, else the house's number."""
    asked = next((one.target for one in sheet.goals if one.measure == CALLS), None)
    return ceil(asked) if asked else int(sheet.settings["calls.per_day"])


def goals_text(goals: Sequence[Goal]) -> str:
    """The other goals with what is reached, as far as it has arrived; nothing without any."""
    told = [
        f"{words.say(f'measure_{one.measure}', {})}"
        f" {measured(one.actual, one.measure)} / {measured(one.target, one.measure)}"
        for one in goals
        if one.actual is not None
    ]
    return _("今日目标:%(goals)s", goals=" · ".join(told)) if told else ""


def due_next(sheet: CallSheet) -> Shown | None:
    """What is due on the next working day, for the word at the end of the sheet."""
    day = sheet.offers.standing.next_working_day
    return {"date": day, "count": len(sheet.due_next), "names": sheet.due_next[:3]}


def quota_of(offers: Offers, batch: int) -> Shown:
    precise, ordinary = offers.precise, offers.ordinary
    return {
        "quota": offers.standing.quota.number,
        "taken": offers.standing.taken,
        "uncalled": offers.standing.uncalled,
        "can_claim": precise.count,
        "text": words.say(precise.why.code, precise.why.params),
        "refusal": words.say(precise.refusal.code, precise.refusal.params)
        if precise.refusal
        else None,
        "ordinary": {
            "held": offers.held,
            "cap": ordinary.why.params["cap"],
            "batch": batch,
            "can_claim": ordinary.count,
            "refusal": words.say(ordinary.refusal.code, ordinary.refusal.params)
            if ordinary.refusal
            else None,
        },
    }


def disposition(one: Disposition) -> Shown:
    return {
        "code": one.code,
        "label": label(one.label),
        "connected": one.connected,
        "asks": list(one.asks),
        "requires": list(one.requires),
        "grade": one.grade,
        "direct": one.direct,
    }


def lost(gone: list[Lost]) -> list[Shown]:
    return [
        {"device": one.device_id, "first": one.first, "last": one.last, "since": one.since}
        for one in gone
    ]


def callers(found: Callers) -> Shown:
    """Who may be ringing: the own leads in full, the others as far as anybody may know them."""
    leads = Leads(found.dispositions, found.scripts, found.notes)
    others = [
        {
            "id": one.id,
            "name": one.name,
            "company": one.company,
            "phone_shown": one.number,
            "whose": words.say(one.whose.code, one.whose.params),
        }
        for one in found.others
    ]
    own = as_json(leads.in_words(found.own))
    return {"proto": wire.PROTO, "own": own, "others": others, "more": found.more}
