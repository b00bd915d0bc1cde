from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug import Response

from app.errors import RuleBroken
from app.forms.accounts import SignInForm
from app.http import next_page, signing_in
from app.http.access import COOKIE, public, writes
from app.services.accounts import sessions, sign_in

blueprint = Blueprint("sign_ins", __name__)


@blueprint.get("/sign-in")
@public
def new() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(next_page.safe(request.args.get("next")))
    return render_template("sign_ins/new.html", form=SignInForm(request.args))


@blueprint.post("/sign-in")
@public
def create() -> ResponseReturnValue:
    form = SignInForm(request.form)
    if form.validate():
        try:
            return signed_in(form)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("sign_ins/new.html", form=form), 422


@blueprint.post("/sign-out")
@writes("account")
def delete() -> ResponseReturnValue:
    sessions.end(request.cookies[COOKIE])
    answer = redirect(url_for("sign_ins.new"), 303)
    answer.delete_cookie(COOKIE)
    return answer


def signed_in(form: SignInForm) -> Response:
    token = sign_in.sign_in(
        form.login.data,
        form.password.data,
        installed=form.installed.data,
        **signing_in.device(),
    )
    return signing_in.signed_in(token, next_page.safe(request.values.get("next")))
