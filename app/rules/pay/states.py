"""The way of a month's pay, in one list (rules.md §8, how money moves)."""

from app.errors import RuleBroken

OPEN, PROPOSED, PUBLISHED, CLOSED, PAID = STATES = (
    *("open", "proposed", "published", "closed", "paid"),
)
PROPOSE, PUBLISH, CLOSE, PAY = "propose", "publish", "close", "pay"
STEPS = {
    PROPOSE: {OPEN: PROPOSED, PROPOSED: PROPOSED, PUBLISHED: PUBLISHED},
    PUBLISH: {PROPOSED: PUBLISHED},
    CLOSE: {PUBLISHED: CLOSED},
    PAY: {CLOSED: PAID},
}
FOR_GOOD = (CLOSED, PAID)
"""What stands in these is never computed again."""
SEEN = (PUBLISHED, *FOR_GOOD)
"""From when on everybody sees the own statement."""


def after(state: str, step: str) -> str:
    """The state that a step leads to. Raises RuleBroken("pay_month_<state>") where it does not fit."""
    if state not in STEPS[step]:
        raise RuleBroken(f"pay_month_{state}", step=step)
    return STEPS[step][state]
