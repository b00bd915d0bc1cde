from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.signals import SnoozeForm
from app.http import fragments, signals
from app.http.access import WRITE, writes
from app.services.signals import acting

blueprint = Blueprint("signal_snoozes", __name__)


@blueprint.post("/signals/<int(max=2147483647):signal_id>/snoozes")
@writes("signals")
def create(signal_id: int) -> ResponseReturnValue:
    """It is left alone until a day."""
    form = SnoozeForm(request.form)
    if not form.validate():
        return signals.refused(signal_id, form)
    try:
        acting.note(signal_id, form.step(), signals.who(WRITE))
    except RuleBroken as refusal:
        return signals.refused(signal_id, form, refusal)
    return fragments.done(url_for("signals.index"), _("先放一放,到那天再回来。"))
