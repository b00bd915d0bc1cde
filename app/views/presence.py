from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.presence import PresenceForm
from app.http import access, fragments, presences
from app.http.access import reads, writes
from app.http.words.people import HALF_DAYS
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.people import presence, roster

blueprint = Blueprint("presence", __name__)


@blueprint.get("/presence")
@reads("presence")
def index() -> ResponseReturnValue:
    """A day of the team with one tap for each person, and the month around it."""
    shown = presences.around(presences.day_asked(request.args.get("day", "")))
    return fragments.page_or("presence/_presence.html", "presence/index.html", shown=shown)


@blueprint.get("/presence/new")
@writes("presence")
def new() -> ResponseReturnValue:
    """Leave for a range of days, or presence that differs from the rule."""
    day = presences.day_asked(request.args.get("day", ""))
    chosen = {"person": request.args.get("person", type=key), "first": day, "last": day}
    return render_template("presence/new.html", form=form_of(data={**chosen, "half_days": 0}))


@blueprint.post("/presence")
@writes("presence")
def create() -> ResponseReturnValue:
    form = form_of(request.form)
    if form.validate():
        try:
            first, last = form.first.data, form.last.data or form.first.data
            said = {"reason": form.reason.data, "by_id": current_user.id}
            presence.note(form.person.data, first, last, form.half_days.data, **said)
            return noted(form)
        except RuleBroken as refusal:
            form.refuse(refusal)
    if fragments.wanted():
        raise form.refusal or RuleBroken("presence_unknown")
    return render_template("presence/new.html", form=form), 422


def form_of(*posted: object, **named: object) -> PresenceForm:
    """With those to choose from whose presence this person may note."""
    form, how_far = PresenceForm(*posted, **named), access.reach("presence", WRITE)
    people = roster.roster(clock.today(), by_id=current_user.id, reach=how_far)
    form.offer([(one.id, one.name) for one in people], HALF_DAYS)
    return form


def noted(form: PresenceForm) -> ResponseReturnValue:
    """One tap stays on the page, whose day and month are drawn anew; a form leads back to it."""
    first, last = form.first.data, form.last.data
    if fragments.wanted():
        return render_template("presence/_presence.html", shown=presences.around(first))
    message = _("已保存。") if last else ""
    return fragments.done(url_for("presence.index", day=first.isoformat()), message)
