from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.forms.practice import AnswerForm
from app.http.access import reads, writes
from app.services.practice import answering, pile

blueprint = Blueprint("practice_answers", __name__)


@blueprint.post("/practice/answers")
@writes("practice")
def create() -> ResponseReturnValue:
    form = AnswerForm(request.form)
    if form.validate():
        number = answering.answer(current_user.id, form.answer())
        return redirect(url_for("practice_answers.show", answer_id=number), 303)
    found = pile.of(current_user.id)
    page = {"pile": found, "shown": pile.first(found), "form": form}
    return render_template("practice/show.html", **page), 422


@blueprint.get("/practice/answers/<int:answer_id>")
@reads("practice")
def show(answer_id: int) -> ResponseReturnValue:
    """Right or wrong, why, and when the question comes back."""
    given = answering.given_by(current_user.id, answer_id)
    page = {"given": given, "pile": pile.of(current_user.id)}
    return render_template("practice_answers/show.html", **page)
