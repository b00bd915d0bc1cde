from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.http import access
from app.http.access import reads
from app.services import start

blueprint = Blueprint("start", __name__)


@blueprint.get("/start")
@reads("setup")
def show() -> ResponseReturnValue:
    """The first day as a friendly list: who is there, what to do next."""
    return render_template("start/show.html", progress=start.progress())


@blueprint.get("/", endpoint="index")
@reads("account")
def home() -> ResponseReturnValue:
    """Everybody lands where his minute counts: the rep on his sheet, the manager on the day."""
    if access.can("setup") and not start.progress().done:
        return redirect(url_for("start.show"))
    for resource, endpoint in (("claims", "today.show"), ("board", "board.show")):
        if access.can(resource, "write" if resource == "claims" else "read"):
            return redirect(url_for(endpoint))
    return redirect(url_for("account.show"))
