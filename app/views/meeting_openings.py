from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.http import fragments, meetings
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import opening

blueprint = Blueprint("meeting_openings", __name__)


@blueprint.post("/meetings/<int:meeting_id>/opening")
@writes("meetings")
def create(meeting_id: int) -> ResponseReturnValue:
    opening.open_meeting(meeting_id, meetings.who(action=WRITE))
    return fragments.done(url_for("meetings.show", meeting_id=meeting_id))
