"""The page of an attempt as a trainer sees it, whoever shows it."""

from flask import render_template
from flask_login import current_user
from wtforms import Form

from app.services.exams import sheets


def page(paper_id: int, attempt_id: int, form: Form) -> str:
    sheet = sheets.of(paper_id, attempt_id)
    own = sheet.attempt.person_id == current_user.id
    shown = {"sheet": sheet, "attempt": sheet.attempt, "own": own, "form": form}
    return render_template("paper_attempts/show.html", **shown)
