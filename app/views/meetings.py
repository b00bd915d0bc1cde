from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.forms.meetings import blank
from app.http import fragments, meetings, paging
from app.http.access import reads, writes
from app.rules.meetings.kinds import KINDS
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.meetings import listing, opening, within

blueprint = Blueprint("meetings", __name__)


@blueprint.get("/meetings")
@reads("meetings")
def index() -> ResponseReturnValue:
    """The meetings of today and the days ahead; below them the minutes, with search."""
    who, text, page = meetings.who(), request.args.get("q", "").strip()[:60], paging.wanted()
    found = listing.minutes(who, text, page)
    lists = {"coming": listing.coming(who), "found": found, "q": text, "page": page}
    places = {"pages": paging.pages(found.total, listing.EACH), "link": paging.link}
    shown = {"teams": within.teams(who), "kinds": KINDS}
    return render_template("meetings/index.html", **lists, **places, **shown)


@blueprint.get("/meetings/<int:meeting_id>")
@reads("meetings")
def show(meeting_id: int) -> ResponseReturnValue:
    return meetings.show(meeting_id, blank)


@blueprint.post("/meetings")
@writes("meetings")
def create() -> ResponseReturnValue:
    """Holds a meeting now, whether the calendar asked for it or not."""
    kind, team = request.form.get("kind", ""), request.form.get("team", 0, key)
    made = opening.hold(kind, team, meetings.who(action=WRITE))
    return fragments.done(url_for("meetings.show", meeting_id=made))
