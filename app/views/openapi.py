from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.http import openapi
from app.http.access import public

blueprint = Blueprint("openapi", __name__)


@blueprint.get("/api/openapi.json")
@public
def show() -> ResponseReturnValue:
    """How platforms bring leads in, for programs that read such things."""
    return openapi.document()
