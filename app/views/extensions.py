from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.reasons import ReasonForm
from app.http import fragments, own_leads
from app.http.access import writes
from app.services.recycling import extending

blueprint = Blueprint("extensions", __name__)


@blueprint.get("/leads/<int:lead_id>/extension")
@writes("sheet")
def new(lead_id: int) -> ResponseReturnValue:
    """Until when a lead stays as things are, and until when it would."""
    return page(lead_id, ReasonForm())


@blueprint.post("/leads/<int:lead_id>/extension")
@writes("sheet")
def create(lead_id: int) -> ResponseReturnValue:
    """The owner keeps a lead five working days longer."""
    form = ReasonForm(request.form)
    if form.validate():
        try:
            extending.extend(lead_id, current_user.id, form.reason.data)
            return fragments.done(url_for("today.show"), _("已延长,到期的日子写在客户卡片上。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(lead_id, form), 422


def page(lead_id: int, form: ReasonForm) -> str:
    whole = own_leads.or_404(lead_id)
    dropping = extending.dropping(lead_id, current_user.id)
    return render_template("extensions/new.html", form=form, lead=whole.lead, dropping=dropping)
