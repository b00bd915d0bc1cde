from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.reasons import ReasonForm
from app.http import fragments
from app.http.access import reads, writes
from app.services.exams import voiding, voidings

blueprint = Blueprint("question_voidings", __name__)


@blueprint.get("/question-versions/<int:version_id>/voiding")
@reads("papers")
def show(version_id: int) -> ResponseReturnValue:
    """What it would change to void this version, or what it has changed."""
    return page(version_id, ReasonForm())


@blueprint.post("/question-versions/<int:version_id>/voiding")
@writes("papers")
def create(version_id: int) -> ResponseReturnValue:
    form = ReasonForm(request.form)
    if form.validate():
        try:
            count = voiding.void(version_id, form.reason.data, current_user.id)
            there = url_for("question_voidings.show", version_id=version_id)
            return fragments.done(there, done(count))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(version_id, form), 422


def done(count: int) -> str:
    return ngettext("已作废,重新算了 %(num)s 次考试。", "已作废,重新算了 %(num)s 次考试。", count)


def page(version_id: int, form: ReasonForm) -> str:
    bad = voidings.of(version_id)
    return render_template("question_voidings/show.html", bad=bad, form=form)
