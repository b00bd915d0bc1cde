from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.http import months, pk
from app.http.access import reads
from app.services.pay import contests

blueprint = Blueprint("pk", __name__)


@blueprint.get("/pk")
@reads("pk")
def index() -> ResponseReturnValue:
    """The groups of a team side by side in a month, and rounds of other days."""
    month = months.wanted()
    found = contests.of_month(month, pk.who())
    return render_template(
        "pk/index.html",
        contests=found,
        rounds=pk.by_state(),
        opens=pk.opens(month),
        **months.around(month),
    )
