from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.forms.accounts import FirstManagerForm
from app.http.access import public
from app.services import setup

blueprint = Blueprint("setup", __name__)


@blueprint.get("/setup/<token>")
@public
def new(token: str) -> ResponseReturnValue:
    setup.check_door(token)
    return render_template("setup/new.html", form=FirstManagerForm())


@blueprint.post("/setup/<token>")
@public
def create(token: str) -> ResponseReturnValue:
    form = FirstManagerForm(request.form)
    if not form.validate():
        return render_template("setup/new.html", form=form), 422
    link = setup.through_door(token, form.login.data, form.name.data)
    return redirect(url_for("links.show", token=link), 303)
