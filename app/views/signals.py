from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.http import signals
from app.http.access import reads

blueprint = Blueprint("signals", __name__)


@blueprint.get("/signals")
@reads("signals")
def index() -> ResponseReturnValue:
    """Who may need somebody to talk to, with the figures; never one's own."""
    return signals.page()
