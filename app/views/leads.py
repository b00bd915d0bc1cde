from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import customers, fragments, lead_filters
from app.http.access import reach, reads
from app.rules.people.permissions import ALL
from app.services.leads import choices, finding, one_lead, saved_views

blueprint = Blueprint("leads", __name__)


@blueprint.get("/leads")
@reads("leads")
def index() -> ResponseReturnValue:
    asked, how_far = lead_filters.wanted(), reach("leads")
    found = finding.search(current_user.id, how_far, asked)
    sources, owners = choices.sources(), choices.owners(current_user.id, how_far)
    chips = lead_filters.chips(asked, sources, owners)
    lists = {"sources": sources, "owners": owners, "chips": chips, "sees_all": how_far == ALL}
    shown = {"found": found, "wanted": asked, "views": saved_views.of(current_user.id)}
    html = render_template("leads/index.html", **lists, **shown, **lead_filters.tools())
    return fragments.at(html, lead_filters.address())


@blueprint.get("/leads/<int:lead_id>")
@reads("leads")
def show(lead_id: int) -> ResponseReturnValue:
    """A lead within reach; any other is not there. One that was merged is found as the kept one."""
    kept = one_lead.kept_for(current_user.id, reach("leads"), lead_id)
    if kept is not None:
        return redirect(url_for("leads.show", lead_id=kept), 303)
    return customers.show(lead_id)
