from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.http import chat_texts, daily_reports, days
from app.http.access import reads
from app.services.daily_reports import team_day

blueprint = Blueprint("team_days", __name__)


@blueprint.get("/team-days")
@reads("daily_reports")
def show() -> ResponseReturnValue:
    """The day of a team as text for its chat group."""
    place, day = daily_reports.within(), days.wanted()
    found, around = team_day.of_day(place, day), daily_reports.around(place) | days.beside(day)
    texts = chat_texts.in_each_language(
        lambda: chat_texts.team_day(found, daily_reports.whose(place))
    )
    return render_template("team_days/show.html", found=found, texts=texts, **around)
