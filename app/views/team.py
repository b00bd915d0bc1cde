from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import access, meetings
from app.http.access import reads
from app.services.people import lineup
from app.services.team_stages import listing

blueprint = Blueprint("team", __name__)


@blueprint.get("/team")
@reads("people")
def show() -> ResponseReturnValue:
    """Teams, their groups and leaders; past the advised size it advises, it never blocks."""
    found = lineup.of_today(current_user.id, access.reach("people"))
    sees = access.can("team_stages")
    stages = listing.stages_of(meetings.who("team_stages")) if sees else {}
    return render_template("team/show.html", found=found, stages=stages)
