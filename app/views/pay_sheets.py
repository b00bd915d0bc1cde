from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import pay_sheets
from app.http.access import writes
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.services.pay import sheets

blueprint = Blueprint("pay_sheets", __name__)


@blueprint.post("/payments/sheets")
@writes("pay_sheets", password_again=True)
def create() -> ResponseReturnValue:
    """A closed month as a workbook for who keeps the accounts; each time is on record."""
    month = periods.read(request.form.get("month", ""), (MONTH,))
    return pay_sheets.workbook(sheets.take(month.first, current_user.id))
