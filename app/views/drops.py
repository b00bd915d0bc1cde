from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http.access import reads
from app.services.recycling import drops

blueprint = Blueprint("drops", __name__)


@blueprint.get("/drops")
@reads("sheet")
def index() -> ResponseReturnValue:
    """Which leads the rep loses in the next morning run unless he calls, and why."""
    return render_template("drops/index.html", drops=drops.near(current_user.id))
