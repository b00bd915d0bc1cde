from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.http import pay_months
from app.http.access import reads
from app.services.pay import side_by_side

blueprint = Blueprint("pay_month_people", __name__)


@blueprint.get("/pay-months/<month>/people/<int:person_id>")
@reads("pay_previews")
def show(month: str, person_id: int) -> ResponseReturnValue:
    """Somebody's lines of a month: each with its rule, its sum and the rows behind it."""
    period = pay_months.named(month)
    sheet = side_by_side.of(period.first)
    one = sheet.person(person_id) or abort(404)
    return render_template(
        "pay_month_people/show.html",
        sheet=sheet,
        one=one,
        card=sheet.scorecards.get(person_id),
        **pay_months.around(period),
    )
