from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http.access import reads
from app.services.pay import rows

blueprint = Blueprint("pay_lines", __name__)


@blueprint.get("/pay/lines/<int:line_id>")
@reads("own_pay")
def show(line_id: int) -> ResponseReturnValue:
    """A line of the own statement with the rows behind it."""
    opened = rows.of_own(line_id, current_user.id)
    return render_template("pay_lines/show.html", opened=opened, back="pay.show")
