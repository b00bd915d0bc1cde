from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.numbers import NumberForm
from app.http import fragments
from app.http.access import writes
from app.services.leads import listed

blueprint = Blueprint("number_searches", __name__)


@blueprint.post("/do-not-call/searches")
@writes("do_not_call")
def create() -> ResponseReturnValue:
    """Looks a number up; it is sent like a form, so that no address or log keeps it."""
    form = NumberForm(request.form)
    if form.validate():
        try:
            number, key = listed.key_of(form.number.data)
            return fragments.done(url_for("do_not_call.show", key=key), searched(number))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("do_not_call/index.html", form=form, count=listed.count()), 422


def searched(number: str) -> str:
    return _("查的是 %(number)s", number=number)
