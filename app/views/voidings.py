from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.reasons import ReasonForm
from app.http import fragments
from app.http.access import reach, writes
from app.rules.people.permissions import WRITE
from app.services.calls import outcomes, voiding
from app.services.calls.voiding import Judge

blueprint = Blueprint("voidings", __name__)


@blueprint.get("/calls/<int:call_id>/voiding")
@writes("voidings")
def new(call_id: int) -> ResponseReturnValue:
    """What will happen when a call is void, before it is."""
    return page(call_id, ReasonForm())


@blueprint.post("/calls/<int:call_id>/voiding")
@writes("voidings")
def create(call_id: int) -> ResponseReturnValue:
    """A call within reach counts nowhere any more; its lead stays as it is, and that is said."""
    form = ReasonForm(request.form)
    if not form.validate():
        return page(call_id, form), 422
    day = voiding.void(call_id, judge(), form.reason.data)
    message = _("已作废,不再计数。客户没有改回去:归属、等级和下次跟进保持原样。")
    return fragments.done(url_for("calls.index", day=day.isoformat(), which="void"), message)


def page(call_id: int, form: ReasonForm) -> str:
    call = voiding.show(call_id, judge())
    return render_template("voidings/new.html", form=form, call=call, labels=outcomes.labels())


def judge() -> Judge:
    return Judge(current_user.id, reach("voidings", WRITE), reach("leads"))
