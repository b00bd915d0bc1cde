from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.records import RecordForm
from app.http import fragments
from app.http.access import reach, writes
from app.rules.people.permissions import WRITE
from app.services.records import settling
from app.services.records.states import STATES, Looker

blueprint = Blueprint("record_settlements", __name__)


@blueprint.post("/records/settlements")
@writes("sync_records")
def create() -> ResponseReturnValue:
    """A record, or what a device lost, is closed with a reason."""
    form = RecordForm(request.form)
    form.check()
    looker = Looker(current_user.id, reach("sync_records", WRITE))
    if form.device.data:
        settling.settle_loss(form.device.data, looker, form.reason.data)
    else:
        settling.settle(form.record.data, looker, form.reason.data)
    state = form.state.data if form.state.data in STATES else None
    return fragments.done(url_for("records.index", state=state), _("已处理。"))
