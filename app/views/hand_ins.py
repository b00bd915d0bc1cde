from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http.access import reads, writes
from app.services.exams import ending, sitting

blueprint = Blueprint("hand_ins", __name__)


@blueprint.get("/attempts/<int:attempt_id>/hand-in")
@reads("exams")
def new(attempt_id: int) -> ResponseReturnValue:
    """Asks once more, with what is not answered yet."""
    attempt = sitting.own(attempt_id, current_user.id)
    if not sitting.is_running(attempt):
        return redirect(url_for("attempts.show", attempt_id=attempt_id), 303)
    return render_template("hand_ins/new.html", sat=sitting.of(attempt))


@blueprint.post("/attempts/<int:attempt_id>/hand-in")
@writes("exams")
def create(attempt_id: int) -> ResponseReturnValue:
    ending.hand_in(attempt_id, current_user.id)
    return redirect(url_for("attempts.show", attempt_id=attempt_id), 303)
