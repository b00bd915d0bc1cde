from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.forms.meetings import blank
from app.http import meetings
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import attending

blueprint = Blueprint("meeting_turns", __name__)


@blueprint.post("/meetings/<int:meeting_id>/turns")
@writes("meetings")
def create(meeting_id: int) -> ResponseReturnValue:
    """A point of the agenda has its turn; its clock runs from now on."""
    attending.turn_to(meeting_id, request.form.get("point", ""), meetings.who(action=WRITE))
    return meetings.page_or_part(meeting_id, "agenda", blank)
