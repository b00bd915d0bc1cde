from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.http.access import reads
from app.http.words.people import ROLES
from app.services import settings
from app.services.people import roster

blueprint = Blueprint("team", __name__)
ADVISED = ("team.advised_least", "team.advised_most")


@blueprint.get("/team")
@reads("people")
def show() -> ResponseReturnValue:
    """Teams, their groups and leaders; past the advised size it advises, it never blocks."""
    today = clock.today()
    teams = roster.teams(roster.roster(today))
    advised = settings.values(ADVISED, today)
    return render_template(
        "team/show.html", teams=teams, most=advised["team.advised_most"], labels=ROLES
    )
