from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.pay_changes import ChangeVerdictForm
from app.http import fragments
from app.http.access import writes
from app.http.pay_changes import page
from app.services.pay import changing
from app.services.pay.deciding import Word

blueprint = Blueprint("pay_change_decisions", __name__)


@blueprint.post("/pay-changes/decisions")
@writes("awards", password_again=True)
def create() -> ResponseReturnValue:
    """The word on one change of pay; formal and a raise hold from tomorrow."""
    form = ChangeVerdictForm(request.form)
    try:
        form.check()
        word = Word(form.yes, form.because.data or "")
        changing.decide(form.number.data or 0, word, current_user.id)
    except RuleBroken as refusal:
        return page(refusal), 422
    told = _("已批准。") if form.yes else _("已记为不通过。")
    return fragments.done(url_for("pay_changes.index"), told)
