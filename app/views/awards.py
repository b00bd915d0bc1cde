from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http.access import reads
from app.http.awards import page
from app.services.pay import rows

blueprint = Blueprint("awards", __name__)


@blueprint.get("/awards")
@reads("awards")
def index() -> ResponseReturnValue:
    """What waits for a word, objections, and how far each month has come."""
    return page()


@blueprint.get("/awards/<int:line_id>")
@reads("awards")
def show(line_id: int) -> ResponseReturnValue:
    """A line with the rows behind it."""
    opened = rows.of_award(line_id, current_user.id)
    return render_template("pay_lines/show.html", opened=opened, back="awards.index")
