from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock
from app.errors import RuleBroken
from app.forms.receipts import ReceiptForm
from app.http import customers, deals, fragments
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.deals import receiving

blueprint = Blueprint("deal_receipts", __name__)


@blueprint.get("/deals/<int:deal_id>/receipts/new")
@writes("deals")
def new(deal_id: int) -> ResponseReturnValue:
    """Money that came in for a deal, goods taken instead, or money paid back."""
    return page(deal_id, ReceiptForm(request.args, day=clock.today()))


@blueprint.post("/deals/<int:deal_id>/receipts")
@writes("deals")
def create(deal_id: int) -> ResponseReturnValue:
    form = ReceiptForm(request.form)
    if form.validate():
        try:
            receiving.note(deal_id, form.came(), customers.who(WRITE, "deals"))
            return fragments.done(url_for("deals.show", deal_id=deal_id), _("已记下,等待确认。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(deal_id, form), 422


def page(deal_id: int, form: ReceiptForm) -> str:
    whole = deals.whole_or_404(deal_id)
    form.uuid.data = form.uuid.data or deals.fresh()
    return render_template("deal_receipts/new.html", form=form, whole=whole, line=whole.line)
