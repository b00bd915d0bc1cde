from datetime import date, timedelta

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.people import PresenceForm
from app.http import fragments
from app.http.access import reads, writes
from app.http.words.people import HALF_DAYS
from app.services.people import presence, roster, working_days

blueprint = Blueprint("presence", __name__)
WEEK = 7


@blueprint.get("/presence")
@reads("presence")
def index() -> ResponseReturnValue:
    """A week of everybody; without a word somebody is there in full on a working day."""
    first = monday_of(asked_day())
    days = [first + timedelta(days=n) for n in range(WEEK)]
    people = roster.roster(clock.today())
    return render_template(
        "presence/index.html",
        people=people,
        days=days,
        noted=presence.week([person.id for person in people], days),
        calendar=working_days.around(first),
        labels=HALF_DAYS,
        weeks={"before": first - timedelta(days=WEEK), "after": first + timedelta(days=WEEK)},
    )


@blueprint.post("/presence")
@writes("presence")
def create() -> ResponseReturnValue:
    form = PresenceForm(request.form)
    if not form.validate():
        raise RuleBroken("presence_range")
    first, last = form.first.data, form.last.data or form.first.data
    said = {"reason": form.reason.data or "", "by_id": current_user.id}
    presence.note(int(form.person.data), first, last, int(form.half_days.data), **said)
    return fragments.done(url_for("presence.index", day=first.isoformat()))


def asked_day() -> date:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return clock.today()


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
