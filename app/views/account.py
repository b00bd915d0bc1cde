from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.forms.accounts import PreferencesForm
from app.http import fragments, language, signals
from app.http.access import can, reads, writes
from app.services.accounts import preferences, sessions

blueprint = Blueprint("account", __name__)


@blueprint.get("/me")
@reads("account")
def show() -> ResponseReturnValue:
    return render_template(
        "account/show.html",
        preferences=PreferencesForm(obj=current_user),
        looks=signals.looks_at() if can("sheet") else None,
        sessions=sessions.list_of(current_user.id, current_user.session_id),
    )


@blueprint.post("/me")
@writes("account")
def update() -> ResponseReturnValue:
    form = PreferencesForm(request.form)
    answer = fragments.done(url_for("account.show"))
    if not form.validate():
        return answer
    preferences.keep(current_user.id, language=form.language.data, theme=form.theme.data)
    return language.remembered(answer, form.language.data)
