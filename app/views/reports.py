from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app import clock
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
    found, after = report.of(asked), asked.period.after()
    return render_template(
        "reports/show.html",
        report=found,
        asked=asked,
        whose=reports.whose(asked.within),
        misread=reports.misread(),
        kinds=reports.kinds(),
        cuts=reports.offered(asked.within),
        measures=list(MEASURES.values()),
        trend=trends.trend(asked),
        ranking=trends.ranking(found),
        heat=reports.heat(asked.period, asked.within),
        funnel=hours.funnel(asked.period, asked.within),
        before=asked.period.before(),
        after=after if after.first <= clock.today() else None,
    )
