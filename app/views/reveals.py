from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.errors import RuleBroken
from app.http import customers, days
from app.http.access import reads, writes
from app.rules.people.permissions import WRITE
from app.services.customers import revealing

blueprint = Blueprint("reveals", __name__)


@blueprint.get("/reveals")
@reads("reveals")
def index() -> ResponseReturnValue:
    """Who looked at whose numbers on a day."""
    day = days.wanted()
    later = day + timedelta(days=1) if day < clock.today() else None
    shown = {"day": day, "earlier": day - timedelta(days=1), "later": later}
    shown |= {"revealed": revealing.of_day(day), "counts": revealing.counts(day)}
    return render_template("reveals/index.html", limit=revealing.limit(), **shown)


@blueprint.post("/leads/<int:lead_id>/reveals")
@writes("reveals")
def create(lead_id: int) -> ResponseReturnValue:
    """The full numbers of somebody else's lead, once; it is written down who looked."""
    try:
        return customers.show(lead_id, revealing.reveal(lead_id, customers.who(WRITE, "reveals")))
    except RuleBroken as refusal:
        return customers.after(lead_id, refusal)
