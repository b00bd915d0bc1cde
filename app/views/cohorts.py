from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.http import months
from app.http.access import reads
from app.rules.measures import periods
from app.services.measures import cohorts

blueprint = Blueprint("cohorts", __name__)


@blueprint.get("/cohorts")
@reads("cohorts")
def show() -> ResponseReturnValue:
    """What became of the leads of each month, by where they came from."""
    last = periods.containing(periods.MONTH, months.wanted())
    after = last.after()
    return render_template(
        "cohorts/show.html",
        table=cohorts.of_months(last),
        last=last,
        earlier=periods.containing(periods.MONTH, last.first.replace(year=last.first.year - 1)),
        later=after if after.first <= clock.today() else None,
    )
