from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http.access import reads
from app.services.onboarding import progress

blueprint = Blueprint("onboarding", __name__)


@blueprint.get("/onboarding")
@reads("sheet")
def show() -> ResponseReturnValue:
    """What somebody has still to do before precise leads come to him."""
    return render_template("onboarding/show.html", mine=progress.of(current_user.id))
