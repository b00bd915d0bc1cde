"""Goals of the made-up team's days, and the line of one's own below each day (rules.md §9)."""

from datetime import date, timedelta

from app import clock
from app.extensions import db
from app.models import DailyLine, DayGoal
from app.rules.meetings.goals import CALLS
from app.services.day_goals import setting
from app.services.demo.said import LINES
from app.services.demo.team import Staff
from app.services.people import working_days


def report(staff: Staff, to: date) -> None:
    """Within the running `write()`, after deals and targets are there: the last whole day as it was
    set and told, and the goals of today."""
    manager = next(one.id for one in staff.people if "manager" in one.roles)
    calendar, people = working_days.around(to), [one.id for one in staff.reps]
    day = calendar.previous(to)
    morning, evening = clock.bounds(day)[0] + timedelta(hours=9), clock.bounds(day)[1]
    same = {"day": day, "set_at": morning, "set_by_id": manager}
    for (person, measure), offered in setting.suggested(people, day).items():
        if offered.hundredths:
            told = {"hundredths": offered.hundredths, "suggested": offered.hundredths}
            db.session.add(DayGoal(person_id=person, measure=measure, **told, **same))
    for person, text in zip(people, LINES, strict=False):
        at = evening - timedelta(hours=6)
        db.session.add(DailyLine(person_id=person, day=day, text=text, rev=1, at=at))
    if to == clock.today() and calendar.is_working(to):
        found = setting.suggested(people, to)
        calls = {key: one.hundredths for key, one in found.items() if key[1] == CALLS}
        setting.put(calls, to, manager)
