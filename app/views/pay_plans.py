from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.pay_plans import PlanForm
from app.http import fragments, plans
from app.http.access import reads, writes
from app.rules.measures.periods import MONTH, containing
from app.rules.numbers import key
from app.services.pay import planning, versions

blueprint = Blueprint("pay_plans", __name__)


@blueprint.get("/pay-plans")
@reads("pay_plans")
def index() -> ResponseReturnValue:
    """Which plan holds, which held, which is to hold, and what is being drafted."""
    found, month = versions.all_(), plans.this_month()
    return render_template("pay_plans/index.html", versions=found, month=month)


@blueprint.get("/pay-plans/<int:plan_id>")
@reads("pay_plans")
def show(plan_id: int) -> ResponseReturnValue:
    """The whole plan in words, with every number; 0 is the sample that ships."""
    return render_template("pay_plans/show.html", **plans.shown(versions.one(plan_id)))


@blueprint.get("/pay-plans/new")
@writes("pay_plans")
def new() -> ResponseReturnValue:
    """A copy of what holds, or of the version in the address, to be changed."""
    form, start = PlanForm(), containing(MONTH, plans.this_month()).after().first
    copied = request.args.get("from", type=key)
    source = versions.in_force() if copied is None else versions.one(copied)
    form.fill(source.document)
    form.name.data, form.starts_on.data = plans.new_name(start), start
    return render_template("pay_plans/edit.html", form=form, version=None)


@blueprint.post("/pay-plans")
@writes("pay_plans")
def create() -> ResponseReturnValue:
    form = PlanForm(request.form)
    if form.sound():
        plan_id = planning.draft(form.said(), current_user.id)
        return fragments.done(url_for("pay_plans.show", plan_id=plan_id), _("草稿已保存。"))
    form.offer_rows()
    return render_template("pay_plans/edit.html", form=form, version=None), 422


@blueprint.get("/pay-plans/<int:plan_id>/edit")
@writes("pay_plans")
def edit(plan_id: int) -> ResponseReturnValue:
    form, version = PlanForm(), plans.draft(plan_id)
    form.fill(version.document)
    form.rev.data, form.name.data, form.note.data = version.rev, version.name, version.note
    form.starts_on.data = version.starts_on
    return render_template("pay_plans/edit.html", form=form, version=version)


@blueprint.post("/pay-plans/<int:plan_id>")
@writes("pay_plans")
def update(plan_id: int) -> ResponseReturnValue:
    form, version = PlanForm(request.form), plans.draft(plan_id)
    if form.sound():
        try:
            planning.change(plan_id, form.said(), form.rev.data or 0, current_user.id)
            return fragments.done(url_for("pay_plans.show", plan_id=plan_id), _("草稿已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
            form.see(planning.rev_of(plan_id))
    form.offer_rows()
    return render_template("pay_plans/edit.html", form=form, version=version), 422


@blueprint.post("/pay-plans/<int:plan_id>/removal")
@writes("pay_plans")
def delete(plan_id: int) -> ResponseReturnValue:
    """The draft that was seen is thrown away."""
    planning.discard(plan_id, request.form.get("rev", 0, type=key), current_user.id)
    return fragments.done(url_for("pay_plans.index"), _("草稿已删除,内容留在记录里。"))
