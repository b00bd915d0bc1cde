from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import months
from app.http.access import reads
from app.services.pay import statements

blueprint = Blueprint("pay", __name__)


@blueprint.get("/pay")
@reads("own_pay")
def show() -> ResponseReturnValue:
    """The own statement of a month, the last one unless another is asked for."""
    seen = statements.seen(current_user.id)
    if not seen:
        return render_template("pay/none.html")
    wanted = months.wanted()
    one = statements.of(current_user.id, wanted if wanted in seen else seen[0])
    return render_template("pay/show.html", one=one, seen=seen)
