"""What a trainer may give for an answer (rules.md §7)."""

from app.rules.exams.question import FILL_IN, SHORT

BY_HAND = (SHORT, FILL_IN)
STEPS = (25, 50, 100, 200, 500, 1_000, 2_000, 5_000)
MOST_STEPS = 10


def steps(points: int) -> tuple[int, ...]:
    """From nothing to all of it in even steps, at most ten, in hundredths: two people who find an
    answer alike give it the same."""
    step = next((one for one in STEPS if points <= MOST_STEPS * one), points)
    return (*range(0, points, step), points)
