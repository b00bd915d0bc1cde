from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import paging, records
from app.http.access import reach, reads
from app.services.calls import outcomes
from app.services.records import counts, listing
from app.services.records.states import DONE, LOST, SKEW, STATES, Looker

blueprint = Blueprint("records", __name__)


@blueprint.get("/records")
@reads("sync_records")
def index() -> ResponseReturnValue:
    """Records of devices that need a look, within reach, by state (sync.md)."""
    looker = Looker(current_user.id, reach("sync_records"), reach("leads"))
    tallies, page = counts.of_states(looker), paging.wanted()
    state = wanted(tallies)
    items = [] if state == SKEW else listing.page_of(looker, state, page)
    losses = listing.losses(looker) if state == LOST and page == 1 else []
    labels = outcomes.labels()
    shown = [records.shown(item, labels) for item in [*losses, *items]]
    skews = listing.skews(looker) if state == SKEW else []
    pages = {"page": page, "pages": paging.pages(tallies[state], listing.PER_PAGE)}
    context = {"tallies": tallies, "state": state, "shown": shown, "skews": skews, "labels": labels}
    return render_template("records/index.html", link=paging.link, **context, **pages)


def wanted(tallies: dict[str, int]) -> str:
    """The state asked for, else the first in which something is open."""
    asked = request.args.get("state", "")
    if asked in STATES:
        return asked
    return next((state for state in STATES if tallies[state] and state != DONE), STATES[0])
