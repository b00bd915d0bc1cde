import hashlib
import json

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import devices, sheets
from app.http.access import reads
from app.services.calls import sheet

blueprint = Blueprint("sheet", __name__)
CHANGING = ("server_time",)


@blueprint.get("/sheet")
@reads("sheet")
def show() -> ResponseReturnValue:
    """The call sheet for the device; the script keeps the ETag itself and sends it (sync.md)."""
    shown = sheets.as_json(sheets.in_words(sheet.of(current_user.id)))
    tag = etag({key: value for key, value in shown.items() if key not in CHANGING})
    answer = jsonify(shown) if request.headers.get("If-None-Match") != tag else Response(status=304)
    answer.headers["ETag"] = tag
    return devices.remembered(answer)


def etag(shown: object) -> str:
    return f'"{hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:20]}"'
