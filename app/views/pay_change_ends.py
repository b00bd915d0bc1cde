from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.pay_changes import ChangeEndForm
from app.http import fragments
from app.http.access import writes
from app.http.pay_changes import page
from app.services.pay import changing

blueprint = Blueprint("pay_change_ends", __name__)


@blueprint.post("/pay-changes/ends")
@writes("awards", password_again=True)
def create() -> ResponseReturnValue:
    """An allowance or a raise holds to a day and no longer."""
    form = ChangeEndForm(request.form)
    try:
        if not form.validate():
            raise RuleBroken("change_days")
        said = (form.last.data, form.reason.data or "")
        changing.end(form.number.data or 0, *said, current_user.id)
    except RuleBroken as refusal:
        return page(refusal), 422
    return fragments.done(url_for("pay_changes.index"), _("已停止。"))
