from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.meetings import EndingForm
from app.http import fragments, meetings, next_page
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.meetings import deciding

blueprint = Blueprint("item_endings", __name__)


@blueprint.post("/items/<int:item_id>/ending")
@writes("tasks")
def create(item_id: int) -> ResponseReturnValue:
    """Done, answered, or not to be done after all."""
    form = EndingForm(request.form)
    if not form.validate():
        raise RuleBroken("item_long", most=500)
    dropped, who = bool(form.dropped.data), meetings.who("tasks", WRITE)
    deciding.end(item_id, form.said.data or "", who, dropped=dropped)
    back = next_page.safe(request.form.get("next"), url_for("tasks.index"))
    return fragments.done(back, _("记下了。"))
