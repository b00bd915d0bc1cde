from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import writes
from app.services.arrivals import source_tokens

blueprint = Blueprint("token_revocations", __name__)


@blueprint.get("/source-tokens/<int:source_token_id>/revocation")
@writes("source_tokens")
def new(source_token_id: int) -> ResponseReturnValue:
    """What it means to revoke a token, before it is revoked."""
    one = source_tokens.one(source_token_id)
    return render_template("token_revocations/new.html", one=one)


@blueprint.post("/source-tokens/<int:source_token_id>/revocation")
@writes("source_tokens")
def create(source_token_id: int) -> ResponseReturnValue:
    source_tokens.revoke(source_token_id, current_user.id)
    return fragments.done(url_for("source_tokens.index"), _("令牌已作废。"))
