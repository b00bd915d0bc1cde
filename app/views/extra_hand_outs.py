from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.hand_outs import ExtraForm
from app.http import fragments, sellers
from app.http.access import writes
from app.services.hand_outs import reports, surplus

blueprint = Blueprint("extra_hand_outs", __name__)


@blueprint.get("/extra-hand-outs/new")
@writes("hand_outs")
def new() -> ResponseReturnValue:
    """How much stands idle, and to whom how many of it may go beyond the quotas."""
    form, present = ExtraForm(), sellers.eligible()
    form.offer(present)
    form.people.data = [person_id for person_id, _ in present]
    return page(form)


@blueprint.post("/extra-hand-outs")
@writes("hand_outs")
def create() -> ResponseReturnValue:
    form = ExtraForm(request.form)
    form.offer(sellers.eligible())
    if form.validate():
        try:
            asked = (form.each.data, form.people.data, current_user.id, form.reason.data)
            run_id = surplus.hand_out_extra(*asked)
            n = len(reports.of_run(run_id).given)
            message = ngettext("加量分出 %(num)s 条。", "加量分出 %(num)s 条。", n)
            return fragments.done(url_for("hand_outs.show", run_id=run_id), message)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form), 422


def page(form: ExtraForm) -> str:
    return render_template("extra_hand_outs/new.html", form=form, surplus=surplus.of_today())
