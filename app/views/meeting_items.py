from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.forms.meetings import ItemForm, blank
from app.http import meetings
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import items

blueprint = Blueprint("meeting_items", __name__)


@blueprint.post("/meetings/<int:meeting_id>/items")
@writes("meeting_notes")
def create(meeting_id: int) -> ResponseReturnValue:
    """A typed line becomes a task, a decision, a question or a note."""
    meeting = meetings.one_or_404(meeting_id)
    form = ItemForm(request.form).offer(meetings.people_of(meeting))
    if form.validate():
        try:
            said = form.said(*meetings.calendar())
            items.raise_item(meeting_id, said, meetings.who("meeting_notes", WRITE))
            return meetings.page_or_part(meeting_id, "items", blank)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return meetings.refused_item(meeting_id, form, blank)
