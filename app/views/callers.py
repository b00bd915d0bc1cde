from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import sheets
from app.http.access import reads
from app.services.calls import callers

blueprint = Blueprint("callers", __name__)


@blueprint.get("/callers")
@reads("sheet")
def index() -> ResponseReturnValue:
    """A customer rings: whose number ends in these digits, for the script of the sheet."""
    digits = request.args.get("digits", "")[:40]
    return jsonify(sheets.callers(callers.find(current_user.id, digits)))
