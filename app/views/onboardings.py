from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock
from app.http.access import reach, reads
from app.services.onboarding import gate, progress

blueprint = Blueprint("onboardings", __name__)


@blueprint.get("/onboardings")
@reads("onboardings")
def index() -> ResponseReturnValue:
    """Newcomers, what each of them has still to do, and for whom the gate is lifted."""
    found = progress.newcomers(current_user.id, reach("onboardings"))
    began = gate.began(clock.today())
    return render_template("onboardings/index.html", newcomers=found, began=began)
