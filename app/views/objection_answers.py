from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.pay import AnswerForm
from app.http import fragments
from app.http.access import writes
from app.services.pay import objecting

blueprint = Blueprint("objection_answers", __name__)


@blueprint.post("/awards/answers")
@writes("awards")
def create() -> ResponseReturnValue:
    """Somebody else answers an objection."""
    form = AnswerForm(request.form)
    if not form.validate():
        raise RuleBroken("objection_answer")
    objecting.answer(form.number.data, current_user.id, form.text.data)
    return fragments.done(url_for("awards.index"), _("已答复。"))
