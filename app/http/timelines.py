"""What happened with a lead, in the reader's words, the latest first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.http import words
from app.http.words import calls
from app.http.words.dispositions import label
from app.rules import phones
from app.services.leads.one_lead import CallMade, Changed, Complained, Move, Touched, Whole


@dataclass(frozen=True)
class Entry:
    at: datetime
    icon: str
    title: str
    who: str
    note: str = ""
    void: bool = False
    void_why: str = ""


def of(whole: Whole, labels: Mapping[str, str]) -> list[Entry]:
    entries = [call(one, labels) for one in whole.calls] + [move(one) for one in whole.moves]
    entries += [Entry(one.at, "log", _("备注"), one.who, one.text) for one in whole.notes]
    entries += [touch(one) for one in whole.touches] + [change(one) for one in whole.changes]
    entries += [complaint(one) for one in whole.complaints]
    shown = entries if whole.own else [hidden(entry) for entry in entries]
    return sorted(shown, key=lambda entry: entry.at, reverse=True)


def hidden(entry: Entry) -> Entry:
    """A number that somebody wrote into a note is for the owner alone (rules.md §2)."""
    return replace(entry, note=phones.hidden(entry.note))


def touch(made: Touched) -> Entry:
    answered = _("有回复") if made.answered else _("没有回复")
    icon = "wechat" if made.channel == "wechat" else "message"
    title = words.say(f"touch_{made.channel}", {})
    return Entry(made.at, icon, title, f"{made.who} · {answered}", made.text)


def change(made: Changed) -> Entry:
    title = words.say(f"change_{made.field}", {})
    before, after = (value_of(made.field, value) for value in (made.before, made.after))
    return Entry(made.at, "settings", title, made.who, f"{before} → {after}")


def complaint(made: Complained) -> Entry:
    title = _("解除了投诉的冷却") if made.lifted else _("客户投诉")
    return Entry(made.at, "warn", title, made.who, made.text)


def value_of(field: str, value: str) -> str:
    if not value:
        return _("没有")
    if field == "due_at":
        return words.moment(datetime.fromisoformat(value))
    return words.say(f"stage_{value}", {}) if field == "stage" else value


def call(made: CallMade, labels: Mapping[str, str]) -> Entry:
    title = label(labels.get(made.disposition, made.disposition))
    rang = made.direction == "in"
    title = _("来电:%(label)s", label=title) if rang else title
    who = f"{made.who} · {_('已核实') if made.confirmed else _('自报')}"
    icon = "ring" if rang else "phone"
    return Entry(made.at, icon, title, who, made.note, made.void, void_why(made))


def void_why(made: CallMade) -> str:
    """Why a call counts nowhere, so that whoever made it need not guess (rules.md §3)."""
    if not made.void:
        return ""
    return calls.void_why(made.void_why or "", made.void_by, undone=made.undone)


def move(moved: Move) -> Entry:
    code = f"move_{moved.rule}"
    title = words.say(code if code in words.SENTENCES else "move_other", {})
    who = " → ".join(name for name in (moved.giver, moved.taker) if name)
    return Entry(moved.at, "leads", title, who, why_moved(moved))


def why_moved(moved: Move) -> str:
    """The reason of a change of hands with its numbers, as far as a rule or somebody gave one."""
    code = str(moved.why.get("code", ""))
    params: Any = moved.why.get("params") or {}
    return words.say(code, params) if code in words.SENTENCES else ""
