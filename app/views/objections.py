from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.pay import ObjectionForm
from app.http import fragments
from app.http.access import writes
from app.services.pay import objecting

blueprint = Blueprint("objections", __name__)


@blueprint.post("/pay/objections")
@writes("own_pay")
def create() -> ResponseReturnValue:
    """Somebody does not agree with a line of his own."""
    form = ObjectionForm(request.form)
    if not form.validate():
        raise RuleBroken("objection_text")
    objecting.object_to(form.line.data, current_user.id, form.text.data)
    return fragments.done(url_for("pay.show", month=request.form.get("month")), _("申诉已提交。"))
