from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.receipts import WordForm
from app.http import fragments
from app.http.access import writes
from app.services.deals import confirming

blueprint = Blueprint("deal_confirmations", __name__)


@blueprint.get("/deal-confirmations")
@writes("deal_confirmations")
def index() -> ResponseReturnValue:
    """Money, goods, refunds, discounts and gifts that wait for a word."""
    return page()


@blueprint.post("/deal-confirmations")
@writes("deal_confirmations", password_again=True)
def create() -> ResponseReturnValue:
    form = WordForm(request.form)
    try:
        form.check()
        word = {"yes": form.yes, "because": form.because.data}
        confirming.decide(form.what.data, form.number.data, current_user.id, **word)
    except RuleBroken as refusal:
        return page(refusal), 422
    told = _("已确认,计入业绩。") if form.yes else _("已退回,不计入业绩。")
    return fragments.done(url_for("deal_confirmations.index"), told)


def page(refusal: RuleBroken | None = None) -> str:
    things = confirming.waiting(current_user.id)
    return render_template("deal_confirmations/index.html", things=things, refusal=refusal)
