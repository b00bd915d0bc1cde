from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.reasons import ReasonForm
from app.http import fragments
from app.http.access import writes
from app.services.leads import do_not_call, listed

blueprint = Blueprint("liftings", __name__)


@blueprint.get("/do-not-call/<key>/lifting")
@writes("do_not_call", password_again=True)
def new(key: str) -> ResponseReturnValue:
    """What it means to take a number off the list, before it is taken off."""
    return page(key, ReasonForm())


@blueprint.post("/do-not-call/<key>/lifting")
@writes("do_not_call", password_again=True)
def create(key: str) -> ResponseReturnValue:
    """A number may be called again: with a reason, the password, and on record."""
    form = ReasonForm(request.form)
    if not form.validate():
        return page(key, form), 422
    do_not_call.lift(key, current_user.id, form.reason.data)
    return fragments.done(url_for("do_not_call.show", key=key), _("已解除,可以再打。"))


def page(key: str, form: ReasonForm) -> str:
    entry = listed.show(key)
    if entry is None or entry.lifted_at is not None:
        raise RuleBroken("missing")
    return render_template("liftings/new.html", form=form, entry=entry)
