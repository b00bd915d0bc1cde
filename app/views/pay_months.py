from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.http import pay_months
from app.http.access import reads
from app.services.pay import side_by_side

blueprint = Blueprint("pay_months", __name__)


@blueprint.get("/pay-months")
@reads("pay_previews")
def index() -> ResponseReturnValue:
    """The running month."""
    return redirect(url_for("pay_months.show", month=pay_months.this().code), 303)


@blueprint.get("/pay-months/<month>")
@reads("pay_previews")
def show(month: str) -> ResponseReturnValue:
    """What everybody would get for a month as things stand now, beside the month before."""
    period = pay_months.named(month)
    sheet, by = side_by_side.of(period.first), request.args.get("by", "")
    known = {"sheet": sheet, "people": sheet.ordered(by), "by": by}
    return render_template("pay_months/show.html", **known, **pay_months.around(period))
