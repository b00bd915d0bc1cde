from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.http import downloads, questions
from app.http.access import writes
from app.services.questions import writing

blueprint = Blueprint("question_exports", __name__)


@blueprint.post("/question-exports")
@writes("questions", password_again=True)
def create() -> ResponseReturnValue:
    """The questions in use as GIFT, of the module in the address; on record."""
    done = writing.export(questions.wanted().module.replace("none", ""), current_user.id)
    day = clock.today().strftime("%Y%m%d")
    answer: Response = downloads.text(done.text, _("题库%(day)s", day=day) + ".gift")
    return answer
