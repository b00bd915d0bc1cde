from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import RuleBroken
from app.http import calendars
from app.http.access import public, reads, writes
from app.services.feeds import events, feeds

blueprint = Blueprint("calendar_feeds", __name__)
AN_HOUR = 3600


@blueprint.get("/calendar-feeds")
@reads("tasks")
def index() -> ResponseReturnValue:
    """From which addresses his calendar takes his day."""
    return render_template("calendar_feeds/index.html", feeds=feeds.listed(current_user.id))


@blueprint.post("/calendar-feeds")
@writes("tasks")
def create() -> ResponseReturnValue:
    """The address is shown by this one answer and never again."""
    made, token = feeds.make(current_user.id)
    url = url_for("calendar_feeds.show", feed=token, _external=True)
    return render_template("calendar_feeds/create.html", url=url, feed_id=made)


@blueprint.get("/c/<feed>")
@public
def show(feed: str) -> ResponseReturnValue:
    """For a calendar, which has no cookie: whoever knows the address reads it."""
    try:
        person_id = feeds.take(feed.removesuffix(".ics"))
    except RuleBroken as refusal:
        if refusal.code == "feed_often":
            return Response(status=429, headers={"Retry-After": str(AN_HOUR)})
        return Response(status=404)
    return calendars.answer(events.of(person_id), events.language(person_id))
