"""What goes to devices as JSON (sync.md): instants in UTC with Z, sentences in the reader's words."""

from datetime import UTC, datetime
from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue

from app import clock
from app.http import words
from app.services.sync.receive import Receipt

PROTO = 1
LARGEST = 2**53


def instant(value: datetime | None) -> str | None:
    if value is None:
        return None
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


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
    """A record that is refused says why, as its rep would be told on a page (sync.md, parked)."""
    code = result.get("detail")
    if result.get("code") != "invalid" or code not in words.SENTENCES:
        return result
    return {**result, "said": words.say(code, result.get("params") or {})}


def refused(status: int, code: str, **params: object) -> ResponseReturnValue:
    answer = {"proto": PROTO, "error": code, "server_time": instant(clock.now()), **params}
    return jsonify(answer), status
