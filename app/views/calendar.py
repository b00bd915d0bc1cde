from calendar import Calendar
from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.people import ExceptionForm, PatternForm
from app.http import fragments
from app.http.access import reads, writes
from app.http.words.people import PATTERNS
from app.services.people import calendar, working_days

blueprint = Blueprint("calendar", __name__)
FIRST_YEAR, LAST_YEAR = 2004, 2100


@blueprint.get("/calendar")
@reads("calendar")
def index() -> ResponseReturnValue:
    """A year of working and free days, and where each comes from."""
    year = min(max(request.args.get("year", clock.today().year, type=int), FIRST_YEAR), LAST_YEAR)
    days = working_days.around(date(year, 7, 1))
    chosen = {"pattern": days.pattern, "anchor": days.anchor}
    return render_template(
        "calendar/index.html",
        year=year,
        days=days,
        months=[(date(year, m, 1), Calendar().monthdatescalendar(year, m)) for m in range(1, 13)],
        pattern=PatternForm(data=chosen).offer(PATTERNS),
        exception=ExceptionForm(data={"day": clock.today()}),
    )


@blueprint.post("/calendar")
@writes("calendar")
def create() -> ResponseReturnValue:
    """A day that is not as the rest of the calendar says."""
    form = ExceptionForm(request.form)
    if not form.validate():
        raise RuleBroken("exception_unknown")
    kind, note = form.kind.data or None, form.note.data or ""
    calendar.except_day(form.day.data, kind, note, current_user.id)
    return fragments.done(url_for("calendar.index", year=form.day.data.year), _("已保存。"))


@blueprint.post("/calendar/pattern")
@writes("calendar")
def update() -> ResponseReturnValue:
    """The weekly pattern; it holds from today on, past days stay as they were."""
    form = PatternForm(request.form).offer(PATTERNS)
    if not form.validate():
        raise RuleBroken("pattern_unknown")
    pattern, anchor = form.pattern.data, form.anchor.data
    calendar.choose_pattern(pattern, anchor, since=clock.today(), by_id=current_user.id)
    return fragments.done(url_for("calendar.index"), _("已保存。"))
