from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.forms.worth import WorthForm
from app.http.access import reads
from app.rules.money import typed_yuan
from app.services.pay import worth

blueprint = Blueprint("worth", __name__)


@blueprint.get("/worth")
@reads("own_pay")
def show() -> ResponseReturnValue:
    """What one more deal today would be worth to who asks, and how far his next steps are."""
    form = WorthForm(request.args)
    seen = worth.of(current_user.id, form.fen())
    if seen is not None and not form.yuan.data:
        form.yuan.data = typed_yuan(seen.usual_fen)
    return render_template("worth/show.html", form=form, seen=seen)
