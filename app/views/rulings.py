from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.http import customers, fragments
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.clashes import ruling

blueprint = Blueprint("rulings", __name__)


@blueprint.post("/clashes/<int:clash_id>/ruling")
@writes("clashes")
def create(clash_id: int) -> ResponseReturnValue:
    """A supervisor says whose the customer is."""
    word, reason = request.form.get("ruling", ""), request.form.get("reason", "")
    ruling.rule(clash_id, customers.who(WRITE, "clashes"), word, reason)
    return fragments.done(url_for("clashes.index"), _("已裁定,双方都能看到理由。"))
