from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.deal_files import QuoteForm
from app.http import customers, deals, fragments, paging
from app.http import deal_files as sheets
from app.http.access import reads, writes
from app.rules.deals.files import QUOTE
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.deals import files, quotes
from app.services.deals.files import Subject
from app.services.leads import one_lead

blueprint = Blueprint("quotes", __name__)


@blueprint.get("/quotes/new")
@writes("deals")
def new() -> ResponseReturnValue:
    """A price for the customer of the address, before there is a deal."""
    form = QuoteForm(request.args, uuid=deals.fresh())
    return page(form, paging.number("lead") or abort(404))


@blueprint.post("/quotes")
@writes("deals")
def create() -> ResponseReturnValue:
    form = QuoteForm(sheets.posted())
    lead_id = request.form.get("lead", 0, key)
    form.offer(deals.offered())
    if form.validate():
        try:
            made = keep(form, lead_id)
            return fragments.done(url_for("quotes.show", quote_id=made), _("报价已记下。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form, lead_id), 422


@blueprint.get("/quotes/<int:quote_id>")
@reads("deals")
def show(quote_id: int) -> ResponseReturnValue:
    quote = quotes.show(quote_id, customers.who(resource="deals")) or abort(404)
    shown = {"files": files.of(Subject(quote_id=quote_id)), "address": sheets.deal_of(quote)}
    return render_template("quotes/show.html", quote=quote, **shown)


def keep(form: QuoteForm, lead_id: int) -> int:
    """A file that is refused refuses the quote with it."""
    who, given = customers.who(WRITE, "deals"), form.file.data
    kept = sheets.on_shelf(given) if getattr(given, "filename", "") else None
    made = quotes.offer(form.said(lead_id), who)
    if kept is not None:
        files.add(Subject(quote_id=made), QUOTE, kept, who)
    return made


def page(form: QuoteForm, lead_id: int) -> str:
    who = customers.who(WRITE, "deals")
    whole = one_lead.show(who.id, who.reach, lead_id) or abort(404)
    form.offer(deals.offered())
    return render_template("quotes/new.html", form=form, lead=whole.lead)
