from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.pay import ByHandForm
from app.http import access, fragments
from app.http.access import writes
from app.http.telling import in_each_language
from app.rules.people.permissions import WRITE
from app.services.pay import by_hand
from app.services.people import roster

RESOURCE = "award_proposals"
blueprint = Blueprint("by_hand", __name__)


@blueprint.get("/awards/by-hand/new")
@writes(RESOURCE)
def new() -> ResponseReturnValue:
    """Something on top, a deduction, or a prize that was handed out in cash."""
    return page(filled())


@blueprint.post("/awards/by-hand")
@writes(RESOURCE)
def create() -> ResponseReturnValue:
    """The line waits for the word of somebody else."""
    form = filled()
    if form.validate():
        try:
            by_hand.propose(form.wish(), current_user.id, in_each_language)
            told = _("已提出,等别人审批。提交审批后会列在那个月里。")
            return fragments.done(url_for("by_hand.new"), told)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form), 422


def filled() -> ByHandForm:
    """The form with those within reach to choose from."""
    form = ByHandForm(request.form, data={"month": clock.today().isoformat()[:7]})
    reach = access.reach(RESOURCE, WRITE)
    people = roster.roster(clock.today(), with_gone=True, by_id=current_user.id, reach=reach)
    form.offer((one.id, one.name) for one in people)
    return form


def page(form: ByHandForm) -> str:
    return render_template("by_hand/new.html", form=form)
