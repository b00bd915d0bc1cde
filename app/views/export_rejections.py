from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.reasons import ReasonForm
from app.http import exports, fragments
from app.http.access import writes
from app.services.exports import deciding

blueprint = Blueprint("export_rejections", __name__)


@blueprint.post("/exports/<int:export_id>/rejection")
@writes("export_approvals", password_again=True)
def create(export_id: int) -> ResponseReturnValue:
    """Says no, with a reason that who asked reads."""
    form = ReasonForm(request.form)
    if not form.validate():
        return exports.decision(export_id, form), 422
    deciding.reject(export_id, current_user.id, form.reason.data)
    return fragments.done(url_for("exports.index"), _("没有批准,申请人会看到原因。"))
