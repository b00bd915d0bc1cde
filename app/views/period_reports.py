from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.http import chat_texts, daily_reports, period_reports, period_texts
from app.http.access import reads
from app.services.period_reports import written

blueprint = Blueprint("period_reports", __name__)


@blueprint.get("/period-reports")
@reads("daily_reports")
def show() -> ResponseReturnValue:
    """The report of a week or a month: to be read, printed and copied."""
    place, period = daily_reports.within(), period_reports.period()
    found, whose = written.of(period, place), daily_reports.whose(place)
    texts = chat_texts.in_each_language(lambda: period_texts.written(found, whose))
    context = daily_reports.around(place) | period_reports.around(period)
    shown = {"codes": written.CODES, "aimed_at": written.AIMED_AT}
    return render_template("period_reports/show.html", found=found, texts=texts, **context, **shown)
