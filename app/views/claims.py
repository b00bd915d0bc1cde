from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from app.forms.claims import ClaimForm
from app.http import fragments
from app.http.access import writes
from app.services.hand_outs import claims

blueprint = Blueprint("claims", __name__)


@blueprint.post("/claims")
@writes("claims")
def create() -> ResponseReturnValue:
    """The next lead, or the next batch of ordinary ones; never one of the rep's choosing."""
    form = ClaimForm(request.form)
    form.check()
    if form.kind.data == "ordinary":
        got = claims.claim_ordinary(current_user.id)
    else:
        got = claims.claim_precise(current_user.id, form.count.data)
    message = ngettext("领到 %(num)s 条资源。", "领到 %(num)s 条资源。", len(got))
    return fragments.done(url_for("today.show"), message, event="sheet-changed")
