from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.pay_changes import PayChangeForm
from app.http import access, fragments
from app.http.access import reads, writes
from app.http.pay_changes import page
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.pay import changing
from app.services.people import roster

RESOURCE = "award_proposals"
blueprint = Blueprint("pay_changes", __name__)


@blueprint.get("/pay-changes")
@reads(RESOURCE)
def index() -> ResponseReturnValue:
    """What waits for a word, what holds, who is near a change, and what was."""
    return page()


@blueprint.get("/pay-changes/new")
@writes(RESOURCE)
def new() -> ResponseReturnValue:
    return render_template("pay_changes/new.html", form=filled())


@blueprint.post("/pay-changes")
@writes(RESOURCE)
def create() -> ResponseReturnValue:
    """It waits for the word of somebody else."""
    form = filled()
    if form.validate():
        try:
            changing.propose(form.wish(), current_user.id)
            return fragments.done(url_for("pay_changes.index"), _("已提出,等别人审批。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("pay_changes/new.html", form=form), 422


def filled() -> PayChangeForm:
    """The form with those within reach to choose from, as the address asks for."""
    said = {"person": request.args.get("person", type=key), "starts_on": clock.today()}
    said |= {"kind": request.args["kind"]} if "kind" in request.args else {}
    form = PayChangeForm(request.form, data=said)
    reach = access.reach(RESOURCE, WRITE)
    people = roster.roster(clock.today(), by_id=current_user.id, reach=reach)
    form.offer((one.id, one.name) for one in people)
    return form
