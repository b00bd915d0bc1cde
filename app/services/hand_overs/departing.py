"""Who leaves hands his leads over in the same act (rules.md §11)."""

from collections.abc import Collection
from datetime import date

from app.errors import RuleBroken
from app.rules.why import Why
from app.services.hand_overs import handing
from app.services.hand_overs.handing import Done
from app.services.hand_overs.parts import Part
from app.services.hand_overs.receivers import Within
from app.services.leads import leaving
from app.services.transaction import write

LEAVER = Why("hand_over_leaver", {}).as_json()


def depart(
    person_id: int, last_day: date, to: Collection[int], by_id: int, *, at_once: bool = True
) -> Done:
    """Notes the last day employed; the leads go to these colleagues, without any to the pool.

    With somebody to get them the account must end now: on a later day they go to the pool.
    Raises RuleBroken("hand_over_later") and what `leaving.depart` and `handing.hand_over` refuse
    (rules.md §11).
    """
    with write():
        passed, back = 0, 0
        if to:
            if not leaving.is_over(last_day, at_once=at_once):
                raise RuleBroken("hand_over_later")
            if leaving.held(person_id):
                done = handing.hand_over(person_id, Part(), to, Within(by_id), LEAVER)
                passed, back = done.passed, done.back
        back += leaving.depart(person_id, last_day, by_id, at_once=at_once)
        return Done(passed, back)
