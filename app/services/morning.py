"""The morning of a working day: what lay too long comes back, what waits goes out
(rules.md §2.2, §2.3)."""

from app import clock
from app.extensions import db, queue
from app.models import AllocationRun
from app.models.allocation import MORNING
from app.services.hand_outs import planning, runs
from app.services.people import working_days
from app.services.recycling import drops


def is_due() -> bool:
    """Whether the hour of today's morning run has come; it never does on a free day."""
    today = clock.today()
    working = working_days.around(today).is_working(today)
    return working and clock.now() >= planning.at_morning(today)


@queue.daily_when(is_due)
def hand_out_morning() -> dict[str, int]:
    """What has lain too long drops, then what waits goes out: before the first call window, or as
    soon afterwards as the machine is on again (rules.md §2.2, §2.3).

    Raises RuleBroken("recycle_free_day")."""
    recycled = len(drops.recycle().dropped)
    run = db.session.get_one(AllocationRun, runs.hand_out(MORNING, None))
    return {
        "recycled": recycled,
        "run": run.id,
        "handed_out": run.handed_out,
        "left": run.left_over,
    }
