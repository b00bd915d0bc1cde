from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import reads, writes
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.services.pay import ledger, months

blueprint = Blueprint("payments", __name__)


@blueprint.get("/payments")
@reads("payments")
def index() -> ResponseReturnValue:
    """Closed months with what everybody gets, for who pays it."""
    return render_template("payments/index.html", months=ledger.closed())


@blueprint.post("/payments")
@writes("payments", password_again=True)
def create() -> ResponseReturnValue:
    """The word that a closed month is paid."""
    month = periods.read(request.form.get("month", ""), (MONTH,))
    months.pay_out(month.first, current_user.id)
    return fragments.done(url_for("payments.index"), _("已记为发放。"))
