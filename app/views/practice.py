from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.forms.practice import AnswerForm
from app.http.access import reads
from app.services.practice import pile

blueprint = Blueprint("practice", __name__)


@blueprint.get("/practice")
@reads("practice")
def show() -> ResponseReturnValue:
    """The question of one's own mistakes whose turn it is, or when the next one comes."""
    found = pile.of(current_user.id)
    return render_template(
        "practice/show.html", pile=found, shown=pile.first(found), form=AnswerForm()
    )
