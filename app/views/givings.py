from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.hand_outs import GiveForm
from app.http import fragments, sellers
from app.http.access import reach, writes
from app.services.hand_outs import giving
from app.services.leads import one_lead

blueprint = Blueprint("givings", __name__)


@blueprint.get("/leads/<int:lead_id>/giving")
@writes("hand_outs")
def new(lead_id: int) -> ResponseReturnValue:
    """Whom this lead may go to, and how each of them stands today."""
    return page(lead_id, GiveForm())


@blueprint.post("/leads/<int:lead_id>/giving")
@writes("hand_outs")
def create(lead_id: int) -> ResponseReturnValue:
    form = GiveForm(request.form)
    form.offer(sellers.all_of_them())
    if form.validate():
        try:
            giving.give(lead_id, form.person.data, current_user.id, form.reason.data)
            return fragments.done(url_for("leads.show", lead_id=lead_id), _("已指定给他。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(lead_id, form), 422


def page(lead_id: int, form: GiveForm) -> str:
    whole = one_lead.show(current_user.id, reach("leads"), lead_id)
    if whole is None:
        abort(404)
    form.offer(sellers.all_of_them())
    return render_template("givings/new.html", form=form, lead=whole.lead)
