from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.forms.numbers import NumberForm
from app.http.access import reads
from app.services.leads import listed

blueprint = Blueprint("do_not_call", __name__)


@blueprint.get("/do-not-call")
@reads("do_not_call")
def index() -> ResponseReturnValue:
    """The list holds no numbers, so nothing is listed: one looks a number up by typing it."""
    return render_template("do_not_call/index.html", form=NumberForm(), count=listed.count())


@blueprint.get("/do-not-call/<key>")
@reads("do_not_call")
def show(key: str) -> ResponseReturnValue:
    """What is on record about a number, by its key: the number itself stands in no address."""
    entry = listed.show(key)
    return render_template("do_not_call/show.html", form=NumberForm(), entry=entry)
