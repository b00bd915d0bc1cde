from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import writes
from app.services.accounts import sessions

blueprint = Blueprint("revocations", __name__)


@blueprint.post("/me/sessions/<int:session_id>/revocation")
@writes("account")
def create(session_id: int) -> ResponseReturnValue:
    sessions.revoke(session_id, current_user.id)
    return fragments.done(url_for("account.show"), _("已退出那台设备。"))
