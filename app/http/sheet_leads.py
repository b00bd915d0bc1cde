"""Leads of the call sheet in the reader's words (sync.md, the pull)."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from app.http import words
from app.http.words.dispositions import label
from app.rules.calls.dispositions import Disposition
from app.rules.phones import dialable, grouped
from app.services.calls.hand_over import Card
from app.services.calls.holdings import PastCall
from app.services.calls.lines import SheetLead
from app.services.scripts import Text

Shown = dict[str, Any]


class Leads:
    """What all leads of a sheet are told with: names of outcomes, scripts, how many notes."""

    def __init__(
        self, dispositions: Iterable[Disposition], scripts: Iterable[Text], notes: int
    ) -> None:
        self.labels = {one.code: label(one.label) for one in dispositions}
        self.script_of = {text.stage: text.id for text in scripts if text.kind == "script"}
        self.notes = notes

    def in_words(self, leads: Iterable[SheetLead]) -> list[Shown]:
        return [{**who(one), **self.how(one), **self.past(one)} for one in leads]

    def how(self, one: SheetLead) -> Shown:
        """How he stands and why he is there."""
        record = one.holding.lead
        return {
            "grade": record.grade,
            "stage": record.stage,
            "section": one.line.section,
            "due_at": record.due_at,
            "why": words.say(one.line.why.code, one.line.why.params),
            "drop_on": one.drop.day if one.drop else None,
            "warn_on": one.drop.warned if one.drop else None,
            "may_extend": one.may_extend,
            "card": card(one.card),
            "script": self.script_of.get(record.stage),
        }

    def past(self, one: SheetLead) -> Shown:
        calls = one.holding.calls[-self.notes :]
        return {
            "attempts": len(one.holding.own_calls),
            "dials": one.dials,
            "notes": [self.note(call) for call in reversed(calls)],
        }

    def note(self, call: PastCall) -> Shown:
        return {
            "at": call.started_at,
            "disposition": call.disposition,
            "label": self.labels.get(call.disposition, call.disposition),
            "direction": call.direction,
            "text": call.note,
        }


def card(known: Card | None) -> str:
    """What a colleague's time with the lead has shown, in a line; empty if nobody had it before."""
    if known is None:
        return ""
    parts = [_("同事放手:%(why)s", why=words.why_let_go(known.rule, known.why))]
    if known.best_hour is not None:
        hours = {"from": known.best_hour, "to": known.best_hour + 1}
        parts.append(_("%(from)s–%(to)s 点最容易接通", **hours))
    return " · ".join(parts)


def who(one: SheetLead) -> Shown:
    record = one.holding.lead
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
    }
