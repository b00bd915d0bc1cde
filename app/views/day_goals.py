from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.meetings import blank
from app.http import day_goals, fragments, meetings
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import goals

blueprint = Blueprint("day_goals", __name__)


@blueprint.post("/meetings/<int:meeting_id>/goals")
@writes("meetings")
def create(meeting_id: int) -> ResponseReturnValue:
    """What each is to reach today, all with one press."""
    meetings.one_or_404(meeting_id)
    try:
        numbers = day_goals.typed(request.form)
        goals.put(meeting_id, numbers, meetings.who(action=WRITE))
    except RuleBroken as refusal:
        return meetings.refused(meeting_id, refusal, blank, goals_typed=request.form)
    done = url_for("meetings.show", meeting_id=meeting_id, _anchor="goals")
    return fragments.done(done, _("今日目标定好了,每个人的今日名单上都看得到。"))
