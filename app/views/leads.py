from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import paging, timelines
from app.http.access import can, reach, reads
from app.services.calls import outcomes
from app.services.leads import finding, listed
from app.services.leads.finding import Wanted

blueprint = Blueprint("leads", __name__)


@blueprint.get("/leads")
@reads("leads")
def index() -> ResponseReturnValue:
    found = wanted()
    leads, total = finding.search(current_user.id, reach("leads"), found)
    pages = {"page": found.page, "pages": paging.pages(total, finding.PER_PAGE), "total": total}
    context = {"leads": leads, "wanted": found, "grades": finding.GRADES, **pages}
    return render_template("leads/index.html", link=paging.link, **context)


@blueprint.get("/leads/<int(max=2147483647):lead_id>")
@reads("leads")
def show(lead_id: int) -> ResponseReturnValue:
    """A lead within reach; any other is not there."""
    whole = finding.show(current_user.id, reach("leads"), lead_id)
    if whole is None:
        abort(404)
    context = {"entries": timelines.of(whole, outcomes.labels()), "listed_as": None}
    if whole.lead.do_not_call and can("do_not_call"):
        context["listed_as"] = listed.key_of_lead(lead_id)
    return render_template("leads/show.html", whole=whole, lead=whole.lead, **context)


def wanted() -> Wanted:
    asked = request.args
    return Wanted(
        q=asked.get("q", "").replace("\0", "").strip()[:100],
        grade=asked.get("grade", ""),
        owner=paging.number("owner"),
        due=asked.get("due", ""),
        page=paging.wanted(),
    )
