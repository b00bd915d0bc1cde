from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import writes
from app.services.settings_page import changing

blueprint = Blueprint("setting_words", __name__)


@blueprint.post("/settings/<name>/words/<int:word_id>/removal")
@writes("settings")
def delete(name: str, word_id: int) -> ResponseReturnValue:
    """What was to hold from a later day on is not going to."""
    changing.remove(name, word_id, current_user.id)
    return fragments.done(url_for("settings.show", name=name), _("已取消,到时候不会改。"))
