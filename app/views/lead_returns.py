from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.lead_returns import ReturnLeadForm
from app.http import fragments, own_leads
from app.http.access import reach, reads, writes
from app.services.leads import returns
from app.services.leads.returns import Judge

blueprint = Blueprint("lead_returns", __name__)


@blueprint.get("/lead-returns")
@reads("lead_returns")
def index() -> ResponseReturnValue:
    """What reps gave back as a wrong number or a duplicate and nobody has looked at."""
    judge = Judge(current_user.id, reach("lead_returns"))
    return render_template("lead_returns/index.html", returned=returns.waiting(judge))


@blueprint.get("/leads/<int:lead_id>/return")
@writes("sheet")
def new(lead_id: int) -> ResponseReturnValue:
    """For which reason the owner gives a lead back, and what each of them means."""
    return page(lead_id, ReturnLeadForm())


@blueprint.post("/leads/<int:lead_id>/return")
@writes("sheet")
def create(lead_id: int) -> ResponseReturnValue:
    form = ReturnLeadForm(request.form)
    if form.validate():
        try:
            returns.give_back(lead_id, current_user.id, form.reason.data, form.note.data)
            return fragments.done(url_for("today.show"), _("已退回。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(lead_id, form), 422


def page(lead_id: int, form: ReturnLeadForm) -> str:
    whole = own_leads.or_404(lead_id)
    return render_template("lead_returns/new.html", form=form, lead=whole.lead)
