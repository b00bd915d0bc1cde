from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.pay_plans import PlanApprovalForm
from app.http import fragments, plans
from app.http.access import writes
from app.services.pay import approving

blueprint = Blueprint("pay_plan_approvals", __name__)


@blueprint.get("/pay-plans/<int:plan_id>/approval")
@writes("pay_plan_approvals", password_again=True)
def new(plan_id: int) -> ResponseReturnValue:
    """What would hold from when on, what it changes, and who wrote it."""
    form = PlanApprovalForm()
    return page(plan_id, form)


@blueprint.post("/pay-plans/<int:plan_id>/approval")
@writes("pay_plan_approvals", password_again=True)
def create(plan_id: int) -> ResponseReturnValue:
    """Approves exactly the draft that was shown; never one's own where somebody else could."""
    form = PlanApprovalForm(request.form)
    if form.validate():
        try:
            said = (form.rev.data or 0, form.note.data or "")
            approving.approve(plan_id, *said, current_user.id)
            return fragments.done(url_for("pay_plans.show", plan_id=plan_id), _("已批准。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(plan_id, form), 422


def page(plan_id: int, form: PlanApprovalForm) -> str:
    version = plans.draft(plan_id)
    form.see(version.rev)
    own = version.drafted_by_id == current_user.id
    others = approving.approvers(version.drafted_by_id or 0)
    shown = plans.shown(version)
    return render_template(
        "pay_plan_approvals/new.html", form=form, own=own, others=others, **shown
    )
