from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.forms.signals import SnoozeForm
from app.http import signals
from app.http.access import writes

blueprint = Blueprint("signal_snoozes", __name__)


@blueprint.post("/signals/<int:signal_id>/snoozes")
@writes("signals")
def create(signal_id: int) -> ResponseReturnValue:
    """It is left alone until a day."""
    return signals.noted(signal_id, SnoozeForm(request.form), _("先放一放,到那天再回来。"))
