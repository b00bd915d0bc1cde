from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import RuleBroken
from app.http import devices, wire
from app.http.access import writes
from app.services.sync import envelope, receive

blueprint = Blueprint("sync", __name__)


@blueprint.post("/sync")
@writes("sheet")
def create() -> ResponseReturnValue:
    """Takes the records of a device (sync.md); whole-request refusals keep all on the device."""
    if request.mimetype != "application/json":
        return wire.refused(415, "content_type")
    try:
        sent = envelope.read(wire.body())
        receipt = receive.receive(sent, current_user.id, devices.browser_hash())
    except RuleBroken as refusal:
        return wire.refused(
            409 if refusal.code != "sync_malformed" else 400, refusal.code, **refusal.params
        )
    return devices.remembered(jsonify(wire.receipt(receipt)))
