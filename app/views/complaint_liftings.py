from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.reasons import ReasonForm
from app.http import customers, fragments
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.calls import outcomes
from app.services.complaints import lifting, listing

blueprint = Blueprint("complaint_liftings", __name__)


@blueprint.get("/complaints/<int:ticket_id>/lifting")
@writes("complaint_liftings")
def new(ticket_id: int) -> ResponseReturnValue:
    """What will happen when the customer may be called again, before he may."""
    return page(ticket_id, ReasonForm())


@blueprint.post("/complaints/<int:ticket_id>/lifting")
@writes("complaint_liftings")
def create(ticket_id: int) -> ResponseReturnValue:
    form = ReasonForm(request.form)
    if form.validate():
        try:
            who = customers.who(WRITE, "complaint_liftings")
            lifting.lift(ticket_id, who, form.reason.data)
            return fragments.done(url_for("complaints.index"), _("已解除。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(ticket_id, form), 422


def page(ticket_id: int, form: ReasonForm) -> str:
    one = listing.show(ticket_id, customers.who(WRITE, "complaint_liftings"))
    if one is None:
        abort(404)
    labels = outcomes.labels()
    return render_template("complaint_liftings/new.html", form=form, one=one, labels=labels)
