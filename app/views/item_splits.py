from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.meetings import SplitForm, blank
from app.http import fragments, meetings
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import deciding

blueprint = Blueprint("item_splits", __name__)


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/split")
@writes("tasks")
def create(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Smaller ones take the place of one that was too big."""
    meeting, form = meetings.one_or_404(meeting_id), SplitForm(request.form)
    try:
        kind, named = request.form.get("type", ""), meetings.named(meetings.people_of(meeting))
        parts = form.parts(kind, named, *meetings.calendar())
        deciding.split(item_id, meeting_id, parts, meetings.who("tasks", WRITE))
    except RuleBroken as refusal:
        return meetings.refused(meeting_id, refusal, blank, split_form=form, split_of=item_id)
    done = url_for("meetings.show", meeting_id=meeting_id, _anchor="open_items")
    return fragments.done(done, _("拆开了,每条各有负责人和日期。"))
