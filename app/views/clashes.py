from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.http import customers
from app.http.access import reads
from app.services.clashes import listing

blueprint = Blueprint("clashes", __name__)


@blueprint.get("/clashes")
@reads("clashes")
def index() -> ResponseReturnValue:
    """Where two people are at one customer, and who asks to join: all that waits for a word."""
    found = listing.open_ones(customers.who(resource="clashes"))
    return render_template("clashes/index.html", clashes=found)
