"""What goes to devices as JSON (sync.md): instants in UTC with Z, sentences in the reader's words."""

from datetime import UTC, datetime
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.http import words
from app.services.sync.receive import Receipt

PROTO = 1
LARGEST = 2**53
OTHER_USER = "other_user"


def instant(value: datetime | None) -> str | None:
    if value is None:
        return None
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def body() -> Any:
    """The JSON of the request, or nothing; a body nested without end is none."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def receipt(taken: Receipt) -> dict[str, Any]:
    return {
        "proto": PROTO,
        "epoch": taken.epoch,
        "server_time": instant(taken.server_time),
        "last_seq": taken.last_seq,
        "retry_after_ms": 0,
        "sheet_changed": taken.sheet_changed,
        "results": [in_words(result) for result in taken.results],
    }


def in_words(result: dict[str, Any]) -> dict[str, Any]:
    """A record that did not simply arrive says why, as its rep would be told on a page; for what the
    device has no words of its own (sync.md, on the wire)."""
    code = str(result.get("code"))
    if code == "invalid" and result.get("detail") in words.SENTENCES:
        why = words.say(result["detail"], result.get("params") or {})
        return {**result, "said": _("已送到,主管会处理:%(why)s", why=why)}
    told = words.SENTENCES.get(f"told_{code}")
    return {**result, "said": str(told)} if told else result


def refused(status: int, code: str, **params: object) -> ResponseReturnValue:
    answer = {"proto": PROTO, "error": code, "server_time": instant(clock.now()), **params}
    return jsonify(answer), status


def check_author(user: int | None) -> None:
    """A device says who typed what it sends; of somebody else than is signed in nothing is taken.
    Raises RuleBroken("other_user")."""
    if user not in (None, current_user.id):
        raise RuleBroken(OTHER_USER)
