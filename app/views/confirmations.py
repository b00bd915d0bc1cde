from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.accounts import ConfirmationForm
from app.http import next_page
from app.http.access import reads, writes
from app.services.accounts import sessions

blueprint = Blueprint("confirmations", __name__)


@blueprint.get("/me/confirmation")
@reads("account")
def new() -> ResponseReturnValue:
    return render_template("confirmations/new.html", form=ConfirmationForm())


@blueprint.post("/me/confirmation")
@writes("account")
def create() -> ResponseReturnValue:
    form = ConfirmationForm(request.form)
    if form.validate():
        try:
            sessions.confirm(current_user.session_id, form.password.data)
            return redirect(next_page.safe(request.values.get("next")), 303)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("confirmations/new.html", form=form), 422
