from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.http import access, months
from app.http.access import reads
from app.models import visible
from app.services.recycling import wastage

blueprint = Blueprint("wastage", __name__)


@blueprint.get("/wastage")
@reads("hand_outs")
def show() -> ResponseReturnValue:
    """What became of the precise leads handed out in a month, by who held them."""
    month = months.wanted()
    lines = wastage.of_period(month, months.last_day(month))
    opens = access.can("figures") and access.reach("figures") == visible.ALL
    return render_template("wastage/show.html", lines=lines, opens=opens, **months.around(month))
