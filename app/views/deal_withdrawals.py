from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.reasons import ReasonForm
from app.http import customers, deals, fragments
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.deals import correcting

blueprint = Blueprint("deal_withdrawals", __name__)


@blueprint.get("/deals/<int:deal_id>/withdrawal/new")
@writes("deals")
def new(deal_id: int) -> ResponseReturnValue:
    """A deal that came to nothing before any money of it was confirmed."""
    return page(deal_id, ReasonForm())


@blueprint.post("/deals/<int:deal_id>/withdrawal")
@writes("deals")
def create(deal_id: int) -> ResponseReturnValue:
    form = ReasonForm(request.form)
    if form.validate():
        try:
            correcting.withdraw(deal_id, customers.who(WRITE, "deals"), form.reason.data)
            return fragments.done(url_for("deals.show", deal_id=deal_id), _("已作废。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(deal_id, form), 422


def page(deal_id: int, form: ReasonForm) -> str:
    whole = deals.whole_or_404(deal_id)
    return render_template("deal_withdrawals/new.html", form=form, whole=whole, line=whole.line)
