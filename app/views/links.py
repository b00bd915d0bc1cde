from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.accounts import LinkForm
from app.http import signing_in
from app.http.access import public
from app.services.accounts import links, sign_in

blueprint = Blueprint("links", __name__)


@blueprint.get("/links/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    person = links.find(token).person
    return render_template("links/show.html", form=LinkForm(), person=person)


@blueprint.post("/links/<token>")
@public
def update(token: str) -> ResponseReturnValue:
    person = links.find(token).person
    form = LinkForm(request.form)
    if form.validate():
        try:
            links.use(token, form.password.data)
            return chosen(person.id, form)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("links/show.html", form=form, person=person), 422


def chosen(person_id: int, form: LinkForm) -> ResponseReturnValue:
    """Who has just chosen his password need not type it again; somebody else stays who he is here."""
    if current_user.is_authenticated and current_user.id != person_id:
        return redirect("/", 303)
    token = sign_in.start(person_id, installed=form.installed.data, **signing_in.device())
    return signing_in.signed_in(token, "/")
