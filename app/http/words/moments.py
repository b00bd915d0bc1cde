"""When something comes, on the company's clock."""

from datetime import datetime

from flask_babel import gettext as _

from app import clock
from app.http.words import day


def turn(value: datetime) -> str:
    """When something comes again: at a time of today, else on a day."""
    date_of = clock.day_of(value)
    if date_of == clock.today():
        return _("今天 %(time)s", time=value.astimezone(clock.SHANGHAI).strftime("%H:%M"))
    return _("%(day)s", day=day(date_of))
