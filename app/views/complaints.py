from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.complaints import ComplaintForm
from app.http import complaints, customers, fragments
from app.http.access import reads, writes
from app.rules.people.permissions import WRITE
from app.services.calls import outcomes
from app.services.complaints import listing, recording

blueprint = Blueprint("complaints", __name__)


@blueprint.get("/complaints")
@reads("complaints")
def index() -> ResponseReturnValue:
    """Complaints for which customers are not called, and what became of others."""
    who = customers.who(resource="complaints")
    lists = {"waiting": listing.waiting(who), "lifted": listing.lifted(who)}
    return render_template("complaints/index.html", labels=outcomes.labels(), **lists)


@blueprint.get("/leads/<int:lead_id>/complaints/new")
@writes("complaints")
def new(lead_id: int) -> ResponseReturnValue:
    return page(lead_id, ComplaintForm())


@blueprint.post("/leads/<int:lead_id>/complaints")
@writes("complaints")
def create(lead_id: int) -> ResponseReturnValue:
    """Keeps a complaint; from then on nobody calls the customer."""
    form = offered(ComplaintForm(request.form), lead_id)
    if form.validate():
        try:
            recording.record(lead_id, form.told(), customers.who(WRITE, "complaints"))
            there = complaints.sees(lead_id, current_user.id)
            url = url_for("leads.show", lead_id=lead_id) if there else url_for("leads.index")
            return fragments.done(url, _("投诉已记下,主管会看到。解除以前谁都不打这位客户。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(lead_id, form), 422


def page(lead_id: int, form: ComplaintForm) -> str:
    lead = complaints.lead_or_404(lead_id)
    return render_template("complaints/new.html", form=offered(form, lead_id), lead=lead)


def offered(form: ComplaintForm, lead_id: int) -> ComplaintForm:
    form.offer(complaints.calls(lead_id), recording.people_of(lead_id))
    return form
