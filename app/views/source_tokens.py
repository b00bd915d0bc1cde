from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock
from app.forms.source_tokens import SourceTokenForm
from app.http import api
from app.http.access import reads, writes
from app.services import settings
from app.services.arrivals import source_tokens

blueprint = Blueprint("source_tokens", __name__)


@blueprint.get("/source-tokens")
@reads("source_tokens")
def index() -> ResponseReturnValue:
    """Which platforms may bring leads in, and which no longer."""
    until = settings.value("allocation.arrivals_until", clock.today())
    tokens = source_tokens.listed()
    return render_template("source_tokens/index.html", tokens=tokens, until=until)


@blueprint.get("/source-tokens/new")
@writes("source_tokens", password_again=True)
def new() -> ResponseReturnValue:
    return page(SourceTokenForm())


@blueprint.post("/source-tokens")
@writes("source_tokens", password_again=True)
def create() -> ResponseReturnValue:
    """The token is shown by this one answer and never again."""
    form = SourceTokenForm(request.form)
    if not form.validate():
        return page(form), 422
    made, token = source_tokens.make(form.source.data, form.platform.data, current_user.id)
    shown = {"one": source_tokens.one(made), "token": token, "command": api.example(token)}
    return render_template("source_tokens/create.html", **shown)


def page(form: SourceTokenForm) -> str:
    return render_template("source_tokens/new.html", form=form, sources=source_tokens.sources())
