"""Records of devices in the words of a supervisor; what they hold may be anything (sync.md)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.http import words
from app.http.words.dispositions import label
from app.rules.money import typed_yuan
from app.services.records import reading
from app.services.records.record import Loss, Record
from app.services.sync.envelope import instant

LONGEST = 4000
OF_VOIDS = {"missing": "missing", "discarded": "discarded", "too_large": "void_too_large"}
Facts = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """A record with what it is, why it needs a look, and what it says."""

    item: Record | Loss
    kind: str
    why: str
    facts: list[tuple[str, str]]
    raw: str = ""
    by_hand: str | None = None


def shown(item: Record | Loss, labels: Mapping[str, str]) -> Shown:
    if isinstance(item, Loss):
        return loss(item)
    facts = [(name, text) for name, text in facts_of(item, labels) if text]
    told = (known("kind", item.kind), why(item), facts, original(item))
    return Shown(item, *told, by_hand(item))


def loss(item: Loss) -> Shown:
    numbers = {"first": item.first, "last": item.last, "n": item.last - item.first + 1}
    code = "number" if item.first == item.last else "numbers"
    return Shown(item, known("kind", "void"), known("why", code, **numbers), [])


def known(group: str, code: str, **params: object) -> str:
    """The words for a code; one without any stands for itself, as a device may send anything."""
    name = f"record_{group}_{code}"
    return words.say(name, params) if name in words.SENTENCES else code


def why(record: Record) -> str:
    result, code = record.result, str(record.result.get("code", ""))
    if record.state == "conflict":
        return known("conflict", code, owner=result.get("owner") or _("同事"))
    if record.state == "lost":
        reason = OF_VOIDS.get(str(reading.payload(record.raw).get("reason")), "missing")
        return known("why", reason, seq=record.seq)
    if code == "invalid":
        return known("why", code, refusal=refusal(result))
    return known("why", code or record.status, detail=result.get("detail"))


def refusal(result: Mapping[str, Any]) -> str:
    code = str(result.get("detail"))
    try:
        return words.say(code, result.get("params") or {})
    except KeyError:
        return code


def facts_of(record: Record, labels: Mapping[str, str]) -> Facts:
    """What a record says, as name and text; its own words where it says something unheard of."""
    said = reading.payload(record.raw)
    call = record.call
    yield from facts_of_deal(said)
    outcome = plain(said.get("disposition") or (call.disposition if call else None))
    yield _("结果"), label(labels[outcome]) if outcome in labels else outcome
    yield _("等级"), plain(said.get("grade"))
    yield _("阶段"), named("stage_", said.get("stage"))
    yield (
        _("微信"),
        {"added": _("微信已加"), "requested": _("微信待通过")}.get(
            plain(said.get("wechat")), plain(said.get("wechat"))
        ),
    )
    yield _("时长"), _("%(n)s 秒", n=plain(said["duration_s"])) if said.get("duration_s") else ""
    yield _("下次跟进"), moment(said.get("follow_up_at"))
    yield _("没有改到客户上"), " · ".join(not_applied(record))
    yield _("备注"), plain(said.get("note") or (call.note if call else ""))


def facts_of_deal(said: reading.Raw) -> Facts:
    yield _("成交金额"), amount(said.get("price_fen"))
    yield _("签约日期"), plain(said.get("signed_on"))
    received = amount(said.get("received_fen"))
    yield _("已到账"), f"{received} · {plain(said.get('received_on'))}" if received else ""


def amount(value: object) -> str:
    """Fen as yuan, or what stands there instead."""
    is_fen = isinstance(value, int) and not isinstance(value, bool)
    return f"¥{words.yuan(int(str(value)))}" if is_fen else plain(value)


def by_hand(record: Record) -> str | None:
    """The address of the form that enters a parked deal by hand, under the record's own number."""
    if record.kind != "deal.enter" or not record.can_be_tried or record.lead is None:
        return None
    said = reading.payload(record.raw)
    typed = {name: plain(said.get(name)) for name in ("signed_on", "received_on", "note")}
    for name in ("price", "received"):
        fen = said.get(f"{name}_fen")
        typed[name] = typed_yuan(fen) if isinstance(fen, int) else ""
    known = {name: text for name, text in typed.items() if text}
    return url_for(
        "deals.new", lead=record.lead.id, uuid=record.id, who_1=record.person_id, **known
    )


def not_applied(record: Record) -> list[str]:
    return [known("field", str(name)) for name in record.result.get("not_applied") or ()]


def plain(value: object) -> str:
    """Any value of a record as text that a page can hold."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST]


def named(prefix: str, value: object) -> str:
    code = f"{prefix}{plain(value)}"
    return words.say(code, {}) if code in words.SENTENCES else plain(value)


def moment(value: object) -> str:
    """A moment as people say it, or what stands there instead."""
    try:
        found = instant(value)
        return words.moment(found) if found else plain(value)
    except (OverflowError, ValueError):
        return plain(value)


def original(record: Record) -> str:
    """The record as it came, to be read by whoever knows it; without the time that we added."""
    kept = {name: value for name, value in (record.raw or {}).items() if name != "time"}
    return plain(json.dumps(kept, ensure_ascii=False, indent=2)) if kept else ""
