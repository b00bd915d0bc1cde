from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.meetings import blank
from app.http import fragments, meetings
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import closing

blueprint = Blueprint("meeting_closings", __name__)


@blueprint.post("/meetings/<int:meeting_id>/closing")
@writes("meetings")
def create(meeting_id: int) -> ResponseReturnValue:
    """Closes a meeting for good, unless something must be decided first."""
    try:
        closing.close(meeting_id, meetings.who(action=WRITE))
    except RuleBroken as refusal:
        return meetings.refused(meeting_id, refusal, blank)
    done = _("会议结束,记录已定稿。要补充的写在下面的“补记”里。")
    return fragments.done(url_for("meetings.show", meeting_id=meeting_id), done)
