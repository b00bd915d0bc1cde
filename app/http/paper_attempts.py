"""The page of an attempt as a trainer sees it, whoever shows it."""

from flask import render_template
from flask_login import current_user

from app.forms.late import LateForm
from app.services.exams import sheets


def page(paper_id: int, attempt_id: int, form: LateForm | None = None) -> str:
    sheet = sheets.of(paper_id, attempt_id)
    own = sheet.attempt.person_id == current_user.id
    form = form or LateForm(data={"up_to": sheet.change.up_to if sheet.change else 0})
    shown = {"sheet": sheet, "attempt": sheet.attempt, "own": own, "form": form}
    return render_template("paper_attempts/show.html", **shown)
