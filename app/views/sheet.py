import hashlib
import json

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import devices, sheets
from app.http.access import reads
from app.services.sync import lost

blueprint = Blueprint("sheet", __name__)
CHANGING = ("server_time",)
DEVICE = "Lianxian-Device"


@blueprint.get("/sheet")
@reads("sheet")
def show() -> ResponseReturnValue:
    """The call sheet for the device; the script keeps the ETag itself and sends it (sync.md)."""
    gone = lost.of(current_user.id, devices.browser_hash(), request.headers.get(DEVICE, ""))
    shown = sheets.as_json(sheets.of(current_user.id) | {"lost": sheets.lost(gone)})
    tag = etag({key: value for key, value in shown.items() if key not in CHANGING})
    answer = jsonify(shown) if request.headers.get("If-None-Match") != tag else Response(status=304)
    answer.headers["ETag"] = tag
    return devices.remembered(answer)


def etag(shown: object) -> str:
    return f'"{hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:20]}"'
