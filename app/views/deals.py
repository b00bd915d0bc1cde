from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.deals import DealForm
from app.http import customers, deals, fragments, paging
from app.http.access import reads, writes
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.deals import entering, listing, people, products, unentered
from app.services.leads import one_lead

blueprint = Blueprint("deals", __name__)


@blueprint.get("/deals")
@reads("deals")
def index() -> ResponseReturnValue:
    """The deals within reach, the newest first; of one customer or person where the address says."""
    wanted = listing.Wanted(paging.number("lead"), paging.number("person"), "waits" in request.args)
    page = paging.wanted()
    lines, total = listing.page(customers.who(resource="deals"), wanted, page)
    pages = {"page": page, "pages": paging.pages(total, listing.PER_PAGE), "link": paging.link}
    shown = {"deals": lines, "total": total, "waits": wanted.waits, **pages}
    return render_template("deals/index.html", agreed=deals.reminders(), **shown)


@blueprint.get("/deals/new")
@writes("deals")
def new() -> ResponseReturnValue:
    """A deal with the customer of the address; without one, whose deal is still to be entered."""
    lead_id = paging.number("lead")
    if lead_id is None:
        return render_template("deals/finding.html", leads=unentered.of(current_user.id))
    form = DealForm(request.args, uuid=deals.fresh(), who_1=current_user.id)
    return page(form, lead_id)


@blueprint.post("/deals")
@writes("deals")
def create() -> ResponseReturnValue:
    form, lead_id = DealForm(request.form), request.form.get("lead", 0, key)
    form.offer(people.partners(), deals.offered(), clock.today())
    if form.validate():
        try:
            made = entering.enter(form.said(lead_id), customers.who(WRITE, "deals"))
            told = _("成单已录入。到账确认后才计入业绩。")
            return fragments.done(url_for("deals.show", deal_id=made), told)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form, lead_id), 422


@blueprint.get("/deals/<int:deal_id>")
@reads("deals")
def show(deal_id: int) -> ResponseReturnValue:
    return deals.show(deal_id)


def page(form: DealForm, lead_id: int) -> str:
    who = customers.who(WRITE, "deals")
    whole = one_lead.show(who.id, who.reach, lead_id) or abort(404)
    form.offer(people.partners(), deals.offered(), clock.today())
    return render_template("deals/new.html", form=form, lead=whole.lead, products=products.sold())
