from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import access
from app.http.access import reads
from app.services import start

blueprint = Blueprint("start", __name__)
CALLERS = {"rep", "group_leader"}
LANDINGS = (
    *(("board", "board.show"), ("papers", "papers.index"), ("payments", "payments.index")),
    *(("people", "people.index"), ("leads", "leads.index")),
)


@blueprint.get("/start")
@reads("setup")
def show() -> ResponseReturnValue:
    """The first day as a friendly list: who is there, what to do next."""
    return render_template("start/show.html", progress=start.progress())


@blueprint.get("/", endpoint="index")
@reads("account")
def home() -> ResponseReturnValue:
    """Everybody lands where his minute counts: the rep on his sheet, the manager on the day.

    Who sets the house up begins with the first steps while nobody has anything to work on.
    """
    if access.can("setup") and not start.progress().begun:
        return redirect(url_for("start.show"))
    if set(current_user.roles) & CALLERS:
        return redirect(url_for("today.show"))
    for resource, endpoint in LANDINGS:
        if access.can(resource):
            return redirect(url_for(endpoint))
    return redirect(url_for("account.show"))
