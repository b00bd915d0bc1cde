from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.forms.meetings import NoteForm
from app.http import meeting_notes, meetings, wire
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import notes

blueprint = Blueprint("meeting_notes", __name__)


@blueprint.post("/meetings/<int:meeting_id>/notes")
@writes("meeting_notes")
def create(meeting_id: int) -> ResponseReturnValue:
    """Keeps what somebody typed; a script is told what else stands there."""
    form, who = NoteForm(request.form), meetings.who("meeting_notes", WRITE)
    if not form.validate():
        return meeting_notes.refused(RuleBroken("note_long", most=notes.LONGEST))
    try:
        wire.check_author(form.user.data)
        kept = notes.save(meeting_id, form.typed(), who)
    except RuleBroken as refusal:
        return meeting_notes.refused(refusal)
    if meeting_notes.by_script():
        return meeting_notes.told(kept)
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor=form.point.data), 303)
