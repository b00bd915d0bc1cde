from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments, lead_filters
from app.http.access import writes
from app.services.leads import saved_views

blueprint = Blueprint("saved_views", __name__)


@blueprint.post("/saved-views")
@writes("account")
def create() -> ResponseReturnValue:
    """The filters of the list of customers, kept under a name of one's own."""
    kept = lead_filters.kept(request.form.get("query", ""))
    saved_views.keep(current_user.id, request.form.get("name", ""), kept)
    return fragments.done(lead_filters.as_address(kept), _("已存为视图。"))


@blueprint.post("/saved-views/<int:view_id>/delete")
@writes("account")
def delete(view_id: int) -> ResponseReturnValue:
    if not saved_views.drop(view_id, current_user.id):
        abort(404)
    return fragments.done(url_for("leads.index"), _("视图已删除。"))
