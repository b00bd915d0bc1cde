from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.lead_returns import SettleForm
from app.http import fragments
from app.http.access import reach, writes
from app.rules.people.permissions import WRITE
from app.services.leads import returns
from app.services.leads.returns import Judge

blueprint = Blueprint("return_settlements", __name__)


@blueprint.post("/lead-returns/<int:return_id>/settlement")
@writes("lead_returns")
def create(return_id: int) -> ResponseReturnValue:
    """A supervisor confirms what was given back, or puts it among those that wait."""
    form = SettleForm(request.form)
    form.check()
    judge = Judge(current_user.id, reach("lead_returns", WRITE))
    credit = form.verdict.data == "confirmed"
    returns.settle(return_id, judge, credit=credit, note=form.note.data)
    message = _("已确认。") if credit else _("没有确认,这条放回公海。")
    return fragments.done(url_for("lead_returns.index"), message)
