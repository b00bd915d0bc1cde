"""Performance pay: a base by grade × a coefficient by the month's score (rules.md §8.12)."""

from collections.abc import Iterator
from fractions import Fraction

from app.rules.pay import lines, scorecard
from app.rules.pay.contest import hundredths
from app.rules.pay.facts import Worker
from app.rules.pay.lines import Line, rounded, yuan
from app.rules.pay.month import Month
from app.rules.why import Why


def of(month: Month) -> Iterator[Line]:
    for worker in month.workers:
        base = month.plan.performance.base.get(month.at_the_end(worker) or "", 0)
        score = scorecard.of(month, worker).score if base else None
        if score is not None:
            yield line(month, worker, base, score)


def line(month: Month, worker: Worker, base: int, score: Fraction) -> Line:
    """The coefficient of the highest step that the exact score reaches."""
    percent = next((n for least, n in month.plan.performance.steps if score >= least), 0)
    fen = rounded(Fraction(base * percent, 100))
    return Line(
        person=worker.number,
        kind=lines.PERFORMANCE,
        key="performance",
        fen=fen,
        rule=12,
        why=Why(
            "pay_performance", {"score": hundredths(score), "percent": percent, "base_fen": base}
        ),
        sum=f"{yuan(base)} × {percent}% = {yuan(fen)}",
    )
