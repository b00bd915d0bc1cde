from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.late import LateForm
from app.http import fragments
from app.http.access import writes
from app.http.paper_attempts import page
from app.services.exams import late, sheets

blueprint = Blueprint("late_acceptances", __name__)


@blueprint.post("/papers/<int:paper_id>/attempts/<int:attempt_id>/late-acceptances")
@writes("papers")
def create(paper_id: int, attempt_id: int) -> ResponseReturnValue:
    """What came after the end counts after all."""
    sheets.of(paper_id, attempt_id)
    form = LateForm(request.form)
    if form.validate():
        try:
            late.accept(attempt_id, int(form.up_to.data), form.reason.data, current_user.id)
            there = url_for("paper_attempts.show", paper_id=paper_id, attempt_id=attempt_id)
            return fragments.done(there, _("已收下,成绩重新算过。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(paper_id, attempt_id, form), 422
