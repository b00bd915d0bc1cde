from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.meetings import AdditionForm, blank
from app.http import fragments, meetings
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import notes

blueprint = Blueprint("meeting_additions", __name__)


@blueprint.post("/meetings/<int:meeting_id>/additions")
@writes("meeting_notes")
def create(meeting_id: int) -> ResponseReturnValue:
    """A dated remark below minutes that are closed."""
    form, who = AdditionForm(request.form).prepared(), meetings.who("meeting_notes", WRITE)
    if form.validate():
        try:
            notes.add(meeting_id, form.uuid.data or "", form.text.data or "", who)
            url = url_for("meetings.show", meeting_id=meeting_id, _anchor="additions")
            return fragments.done(url, _("补记已写上日期,加在记录后面。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return meetings.show(meeting_id, blank, addition_form=form), 422
