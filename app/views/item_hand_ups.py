from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.http import fragments, meetings, next_page
from app.http.access import writes
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.meetings import deciding
from app.services.meetings.deciding import Handed
from app.services.meetings.items import LONGEST

blueprint = Blueprint("item_hand_ups", __name__)


@blueprint.post("/items/<int:item_id>/hand-up")
@writes("tasks")
def create(item_id: int) -> ResponseReturnValue:
    """Something goes up to the next higher meeting, and perhaps to somebody else."""
    said = request.form.get("said", "").replace("\0", "").strip()
    if len(said) > LONGEST:
        raise RuleBroken("item_long", most=LONGEST)
    holder = request.form.get("holder_id", 0, key) or None
    deciding.hand_up(item_id, Handed(holder, said), meetings.who("tasks", WRITE))
    back = next_page.safe(request.form.get("next"), url_for("tasks.index"))
    return fragments.done(back, _("往上交了,下次在上一级会议提出来。"))
