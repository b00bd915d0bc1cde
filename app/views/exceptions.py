from datetime import date

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.calendar import ExceptionForm
from app.http import fragments
from app.http.access import writes
from app.services import calendar

blueprint = Blueprint("exceptions", __name__)


@blueprint.get("/calendar/exceptions/new")
@writes("calendar")
def new() -> ResponseReturnValue:
    form = ExceptionForm(data={"day": clock.today(), "kind": "free"})
    return render_template("exceptions/new.html", form=form)


@blueprint.post("/calendar/exceptions")
@writes("calendar")
def create() -> ResponseReturnValue:
    """A day that is not as the rest of the calendar says."""
    form = ExceptionForm(request.form)
    if form.validate():
        try:
            day, kind, note = form.day.data, form.kind.data, form.note.data
            calendar.except_day(day, kind, note, current_user.id)
            return fragments.done(url_for("calendar.index", year=day.year), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("exceptions/new.html", form=form), 422


@blueprint.post("/calendar/exceptions/<day>/removal")
@writes("calendar")
def delete(day: str) -> ResponseReturnValue:
    """The day is again as the state and the weekly pattern say."""
    try:
        which = date.fromisoformat(day)
    except ValueError:
        abort(404)
    calendar.except_day(which, None, "", current_user.id)
    message = _("已取消这一天的例外。")
    return fragments.done(url_for("calendar.index", year=which.year), message)
