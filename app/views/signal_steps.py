from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.forms.signals import StepForm
from app.http import signals
from app.http.access import writes

blueprint = Blueprint("signal_steps", __name__)


@blueprint.post("/signals/<int:signal_id>/steps")
@writes("signals")
def create(signal_id: int) -> ResponseReturnValue:
    """What was done about a signal."""
    return signals.noted(signal_id, StepForm(request.form), _("记下了。"))
