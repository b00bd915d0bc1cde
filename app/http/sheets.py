"""The call sheet in the reader's words: for the page as values, for the device as JSON."""

from datetime import date, datetime
from typing import Any

from app.http import assets, wire, words
from app.http.words.dispositions import label
from app.rules.dispositions import Disposition
from app.rules.phones import dialable, grouped
from app.services.calls.holdings import PastCall
from app.services.calls.sheet import CallSheet, SheetLead
from app.services.leads.standings import Offers
from app.services.sync.lost import Lost

Shown = dict[str, Any]


def in_words(sheet: CallSheet) -> Shown:
    """The sheet as the page's partials show it; instants and days are still values."""
    labels = {one.code: label(one.label) for one in sheet.dispositions}
    script_of = {text.stage: text.id for text in sheet.scripts if text.kind == "script"}
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
        "leads": [
            lead(one, labels, script_of, sheet.settings["sheet.notes"]) for one in sheet.leads
        ],
        "scripts": [vars(text) for text in sheet.scripts],
    }


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
    """The leads to call now: a call-back whose hour is still to come waits its turn."""
    now = shown["server_time"]
    later = [x for x in shown["leads"] if x["section"] == "call_back" and x["due_at"] > now]
    return [x for x in shown["leads"] if x not in later] + later


def day_of(sheet: CallSheet) -> Shown:
    today = sheet.offers.standing
    return {
        "date": sheet.day,
        "working": today.working_day,
        "target": sheet.settings["calls.per_day"],
        **vars(sheet.count),
        "windows": sheet.settings["calls.windows"],
        "quiet": sheet.settings["calls.hours"],
        "next_working_day": today.next_working_day,
        "working_days": [sheet.calendar.add(sheet.day, n) for n in range(1, 11)],
        "due_next": due_next(sheet),
    }


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


def lead(
    one: SheetLead, labels: dict[str, str], script_of: dict[str | None, int], notes: int
) -> Shown:
    record, calls = one.holding.lead, one.holding.calls
    phones = [{"dial": dialable(n), "shown": grouped(n)} for n in one.numbers]
    first = phones[0] if phones else {"dial": "", "shown": ""}
    return {
        "id": record.id,
        "rev": record.rev,
        "name": record.name,
        "company": record.company,
        "industry": record.industry,
        "region": record.region,
        "phone": first["dial"],
        "phone_shown": first["shown"],
        "phones": phones,
        "wechat": record.wechat,
        "wechat_state": record.wechat_state,
        "qq": record.qq,
        "kind": record.kind,
        "source": one.holding.source,
        "grade": record.grade,
        "stage": record.stage,
        "attempts": len(one.holding.own_calls),
        "section": one.line.section,
        "due_at": record.due_at,
        "why": words.say(one.line.why.code, one.line.why.params),
        "drop_on": one.drop_on,
        "notes": [note(call, labels) for call in reversed(calls[-notes:])],
        "script": script_of.get(record.stage),
    }


def note(call: PastCall, labels: dict[str, str]) -> Shown:
    return {
        "at": call.started_at,
        "disposition": call.disposition,
        "label": labels.get(call.disposition, call.disposition),
        "text": call.note,
    }


def lost(gone: list[Lost]) -> list[Shown]:
    return [
        {"device": one.device_id, "first": one.first, "last": one.last, "since": one.since}
        for one in gone
    ]
