from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.http import reports, trends
from app.http.access import reads
from app.rules.measures.dictionary import MEASURES
from app.services.measures import hours, report

blueprint = Blueprint("reports", __name__)


@blueprint.get("/reports")
@reads("figures")
def show() -> ResponseReturnValue:
    """The measures of a period side by side, ranked by one of them."""
    asked = reports.asked()
    found = report.of(asked)
    return render_template(
        "reports/show.html",
        report=found,
        asked=asked,
        measures=list(MEASURES.values()),
        trend=trends.trend(asked),
        ranking=trends.ranking(found),
        heat=reports.heat(asked.period, asked.within),
        funnel=hours.funnel(asked.period, asked.within),
        **reports.around(asked),
    )
