from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.exams import StartForm
from app.http.access import reads, writes
from app.services.exams import listing, results, sitting, starting

blueprint = Blueprint("attempts", __name__)


@blueprint.post("/exams/<int:paper_id>/attempts")
@writes("exams")
def create(paper_id: int) -> ResponseReturnValue:
    """Begins it, or leads to the one that this press or an earlier one began."""
    form = StartForm(request.form)
    if not form.validate():
        raise RuleBroken("exam_key_differs")
    number = starting.start(paper_id, current_user.id, form.key.data)
    return redirect(url_for("attempts.show", attempt_id=number), 303)


@blueprint.get("/attempts/<int:attempt_id>")
@reads("exams")
def show(attempt_id: int) -> ResponseReturnValue:
    """The questions while it goes on; then what came of it."""
    attempt = sitting.own(attempt_id, current_user.id)
    if sitting.is_running(attempt):
        return render_template("attempts/edit.html", sat=sitting.of(attempt), now=clock.now())
    standing = listing.of(attempt.paper, current_user.id)
    released = results.released(attempt)
    return render_template(
        "attempts/show.html", attempt=attempt, standing=standing, released=released
    )
