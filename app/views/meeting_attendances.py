from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.forms.meetings import blank
from app.http import meetings
from app.http.access import writes
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.meetings import attending

blueprint = Blueprint("meeting_attendances", __name__)


@blueprint.post("/meetings/<int:meeting_id>/attendances")
@writes("meetings")
def create(meeting_id: int) -> ResponseReturnValue:
    """Somebody is there, or is not."""
    person, here = request.form.get("person", 0, key), request.form.get("here") == "1"
    attending.note(meeting_id, person, here=here, who=meetings.who(action=WRITE))
    return meetings.page_or_part(meeting_id, "attendance", blank)
