from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import reach, reads, writes
from app.services.clashes import listing
from app.services.own_leads import asking

blueprint = Blueprint("join_requests", __name__)


@blueprint.get("/join-requests")
@reads("sheet")
def index() -> ResponseReturnValue:
    """What one asked for oneself, and what became of it."""
    return render_template("join_requests/index.html", requests=listing.asked_by(current_user.id))


@blueprint.post("/join-requests")
@writes("sheet")
def create() -> ResponseReturnValue:
    number, note = request.form.get("number", "")[:200], request.form.get("note", "")
    asking.ask(number, current_user.id, reach("leads"), note)
    return fragments.done(url_for("join_requests.index"), _("已转给主管,由他裁定。"))
