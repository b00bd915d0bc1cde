from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.daily_reports import LineForm
from app.http import daily_reports, days, fragments, paging, wire
from app.http.access import reads, writes
from app.services.daily_reports import day as reports
from app.services.daily_reports import writing

blueprint = Blueprint("daily_reports", __name__)


@blueprint.get("/daily-reports")
@reads("daily_reports")
def index() -> ResponseReturnValue:
    """One's own report of a day, and those of all within reach."""
    return page(days.wanted())


@blueprint.get("/daily-reports/<int:person_id>")
@reads("daily_reports")
def show(person_id: int) -> ResponseReturnValue:
    day = days.wanted()
    shown = daily_reports.one_or_404(person_id, day)
    card = daily_reports.card(shown.reports[0], day)
    context = card | days.beside(day) | {"here": paging.here}
    return render_template("daily_reports/show.html", shown=shown, **context)


@blueprint.post("/daily-reports")
@writes("daily_reports")
def create() -> ResponseReturnValue:
    """Keeps one's own line of a day; a script is told at which save it is now."""
    form = LineForm(request.form)
    if not form.validate():
        return daily_reports.refused(RuleBroken("daily_line_unreadable"))
    try:
        wire.check_author(form.user.data)
        kept = writing.keep(current_user.id, form.typed())
    except RuleBroken as refusal:
        if daily_reports.by_script():
            return daily_reports.refused(refusal)
        form.refuse(refusal)
        return page(form.day.data, form), 422
    if daily_reports.by_script():
        return daily_reports.kept(kept, form.day.data)
    done = url_for("daily_reports.index", day=form.day.data.isoformat(), _anchor="line")
    return fragments.done(done, _("已保存。"))


def page(day: date, form: LineForm | None = None) -> str:
    place = daily_reports.within()
    shown = reports.of_day(place, day)
    own = daily_reports.own(shown)
    context = daily_reports.card(own, day) if own else {"report": None}
    rev = own.line.rev if own else 0
    form = form or LineForm(data={"day": day, "base": rev, "text": own.line.text if own else ""})
    form.see(rev)
    context |= daily_reports.around(place) | days.beside(day)
    return render_template("daily_reports/index.html", shown=shown, form=form, **context)
