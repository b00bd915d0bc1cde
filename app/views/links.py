from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.forms.accounts import NewPasswordForm
from app.http.access import public
from app.services.accounts import links

blueprint = Blueprint("links", __name__)


@blueprint.get("/links/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    person = links.find(token).person
    return render_template("links/show.html", form=NewPasswordForm(), person=person)


@blueprint.post("/links/<token>")
@public
def update(token: str) -> ResponseReturnValue:
    person = links.find(token).person
    form = NewPasswordForm(request.form)
    if form.validate():
        try:
            links.use(token, form.password.data)
            return redirect(url_for("sign_ins.new", login=person.login), 303)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("links/show.html", form=form, person=person), 422
