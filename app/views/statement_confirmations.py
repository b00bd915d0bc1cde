from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.pay import ConfirmationForm
from app.http import fragments
from app.http.access import writes
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.services.pay import statements

blueprint = Blueprint("statement_confirmations", __name__)


@blueprint.post("/pay/confirmations")
@writes("own_pay")
def create() -> ResponseReturnValue:
    """Somebody confirms his month exactly as it was shown."""
    form = ConfirmationForm(request.form)
    month = periods.read(form.month.data or "", (MONTH,))
    statements.confirm(current_user.id, month.first, form.digest.data or "")
    return fragments.done(url_for("pay.show", month=month.code), _("已确认。"))
