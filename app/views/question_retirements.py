from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import writes
from app.services.questions import editing

blueprint = Blueprint("question_retirements", __name__)


@blueprint.post("/questions/<int:question_id>/retirement")
@writes("questions")
def create(question_id: int) -> ResponseReturnValue:
    """Out of use: no exam draws it any more."""
    editing.retire(question_id, current_user.id, out=True)
    return fragments.done(url_for("questions.show", question_id=question_id), _("已停用。"))


@blueprint.post("/questions/<int:question_id>/retirement/removal")
@writes("questions")
def delete(question_id: int) -> ResponseReturnValue:
    editing.retire(question_id, current_user.id, out=False)
    return fragments.done(url_for("questions.show", question_id=question_id), _("已恢复使用。"))
