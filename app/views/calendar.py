from calendar import Calendar, monthrange
from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.http import words
from app.http.access import reads
from app.services import calendar
from app.services.people import working_days

blueprint = Blueprint("calendar", __name__)
FIRST_YEAR, LAST_YEAR = 2004, 2099


@blueprint.get("/calendar")
@reads("calendar")
def index() -> ResponseReturnValue:
    """A year of working and free days, and where each comes from."""
    year = min(max(request.args.get("year", clock.today().year, type=int), FIRST_YEAR), LAST_YEAR)
    return render_template(
        "calendar/index.html",
        year=year,
        days=working_days.around(date(year, 7, 1)),
        weekdays=words.weekdays(),
        months=[month(year, n) for n in range(1, 13)],
        weekly=calendar.weekly(clock.today()),
        exceptions=calendar.exceptions(year),
    )


def month(year: int, number: int) -> tuple[date, date, list[list[date]]]:
    """First day, last day and whole weeks of a month."""
    last = date(year, number, monthrange(year, number)[1])
    return last.replace(day=1), last, Calendar().monthdatescalendar(year, number)
