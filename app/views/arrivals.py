from dataclasses import asdict

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import wire
from app.http.access import reads
from app.services.arrivals import news

blueprint = Blueprint("arrivals", __name__)


@blueprint.get("/arrivals")
@reads("sheet")
def index() -> ResponseReturnValue:
    """What came to the rep on arrival since a number of the ledger; the sheet asks often, and mostly
    there is nothing (rules.md §2.2)."""
    since = min(max(request.args.get("since", 0, int), 0), wire.LARGEST)
    found = news.of(current_user.id, since)
    if not found:
        return "", 204
    return jsonify(proto=wire.PROTO, news=[asdict(one) for one in found])
