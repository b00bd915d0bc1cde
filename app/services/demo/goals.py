"""What the made-up team is to reach this month; the people's targets miss the team's by a little."""

from datetime import date

from app import clock
from app.extensions import db
from app.models import Target
from app.rules.measures import periods
from app.services.demo.team import Staff

TEAM_FEN, PERSON_FEN = 200_000_00, 45_000_00
CONVERSION = 5_00


def aim(staff: Staff, to: date) -> None:
    """Within the running `write()` (rules.md §6, goals)."""
    period = periods.containing(periods.MONTH, to).code
    same = {"period": period, "set_at": clock.now(), "rev": 1}
    team = {"scope": "team", "team_id": staff.team.id, **same}
    db.session.add(Target(measure="amount", hundredths=TEAM_FEN, **team))
    db.session.add(Target(measure="conversion", hundredths=CONVERSION, **team))
    for one in staff.reps:
        own = {"scope": "person", "person_id": one.id, **same}
        db.session.add(Target(measure="amount", hundredths=PERSON_FEN, **own))
