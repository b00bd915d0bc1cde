from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.http import language, meetings
from app.http.access import reads
from app.services.team_stages import listing

blueprint = Blueprint("team_stages", __name__)


@blueprint.get("/team-stages")
@reads("team_stages")
def index() -> ResponseReturnValue:
    """The stage of each team: why, what comes next, what to watch for, to do, and is overdue."""
    found = listing.of(meetings.who("team_stages"), language.choose())
    return render_template("team_stages/index.html", teams=found)
