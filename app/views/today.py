from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import paging, sheets
from app.http.access import public, reads
from app.services.accounts import sheet_key
from app.services.onboarding import progress

blueprint = Blueprint("today", __name__)


@blueprint.get("/today")
@reads("sheet")
def show() -> ResponseReturnValue:
    """The call sheet, filled; the script goes on from here, with or without a network."""
    shown = sheets.of(current_user.id)
    key, asked = sheet_key.of(current_user.id), paging.number("lead")
    queue = sorted(sheets.queue(shown), key=lambda lead: lead["id"] != asked)
    ahead = progress.ahead(current_user.id)
    return render_template("today/show.html", sheet=shown, queue=queue, key=key, onboarding=ahead)


@blueprint.get("/today/shell", endpoint="new")
@public
def shell() -> ResponseReturnValue:
    """The same page without anybody's data: the service worker keeps it for starting offline."""
    return render_template("today/shell.html", sheet=None, queue=[])
