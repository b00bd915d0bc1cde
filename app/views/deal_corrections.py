from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.deals import CorrectionForm
from app.http import customers, deals, fragments
from app.http.access import can, writes
from app.rules.people.permissions import WRITE
from app.services.deals import correcting, people

blueprint = Blueprint("deal_corrections", __name__)


@blueprint.get("/deals/<int:deal_id>/corrections/new")
@writes("deals")
def new(deal_id: int) -> ResponseReturnValue:
    """What a deal says, to be put right; what it said before stays on record."""
    form = CorrectionForm()
    form.fill(deals.whole_or_404(deal_id).deal)
    return page(deal_id, form)


@blueprint.post("/deals/<int:deal_id>/corrections")
@writes("deals")
def create(deal_id: int) -> ResponseReturnValue:
    form = CorrectionForm(request.form)
    form.offer_people(people.partners(deals.whole_or_404(deal_id).deal))
    if form.validate():
        try:
            who, confirms = customers.who(WRITE, "deals"), can("deal_confirmations", WRITE)
            said = form.corrected()
            correcting.correct(deal_id, said, who, form.reason.data, confirms=confirms)
            return fragments.done(url_for("deals.show", deal_id=deal_id), _("已更正。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(deal_id, form), 422


def page(deal_id: int, form: CorrectionForm) -> str:
    whole = deals.whole_or_404(deal_id)
    form.offer_people(people.partners(whole.deal))
    form.see(whole.deal.rev)
    return render_template("deal_corrections/new.html", form=form, whole=whole, line=whole.line)
