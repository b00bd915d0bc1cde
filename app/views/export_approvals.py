from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.reasons import ReasonForm
from app.http import exports, fragments
from app.http.access import writes
from app.services.exports import deciding

blueprint = Blueprint("export_approvals", __name__)


@blueprint.get("/exports/<int:export_id>/approval")
@writes("export_approvals", password_again=True)
def new(export_id: int) -> ResponseReturnValue:
    """Who wants to take what out of the house and what for, before somebody else allows it."""
    return exports.decision(export_id, ReasonForm())


@blueprint.post("/exports/<int:export_id>/approval")
@writes("export_approvals", password_again=True)
def create(export_id: int) -> ResponseReturnValue:
    """Allows it; never one's own."""
    deciding.approve(export_id, current_user.id)
    return fragments.done(url_for("exports.index"), _("已批准,正在生成文件。"))
