from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.reasons import ReasonForm
from app.http import customers, fragments
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.deals import quotes

blueprint = Blueprint("quote_withdrawals", __name__)


@blueprint.get("/quotes/<int:quote_id>/withdrawal/new")
@writes("deals")
def new(quote_id: int) -> ResponseReturnValue:
    """A quote that came to nothing."""
    return page(quote_id, ReasonForm())


@blueprint.post("/quotes/<int:quote_id>/withdrawal")
@writes("deals")
def create(quote_id: int) -> ResponseReturnValue:
    form = ReasonForm(request.form)
    if form.validate():
        try:
            quotes.withdraw(quote_id, customers.who(WRITE, "deals"), form.reason.data)
            return fragments.done(url_for("quotes.show", quote_id=quote_id), _("已作废。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(quote_id, form), 422


def page(quote_id: int, form: ReasonForm) -> str:
    quote = quotes.show(quote_id, customers.who(WRITE, "deals")) or abort(404)
    return render_template("quote_withdrawals/new.html", form=form, quote=quote)
