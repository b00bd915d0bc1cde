"""Base pay by grade, in parts where the grade changes inside the month (rules.md §8.1)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from app.rules.pay import lines
from app.rules.pay.facts import Worker
from app.rules.pay.lines import Line, rounded, yuan
from app.rules.pay.month import Month
from app.rules.why import Why


def of(month: Month) -> Iterator[Line]:
    for worker in month.workers:
        for grade, days in parts(month, worker):
            yield line(month, worker, grade, days)


def parts(month: Month, worker: Worker) -> list[tuple[str, list[date]]]:
    """His working days in the month, part by part of the same grade; absence is no deduction."""
    found: list[tuple[str, list[date]]] = []
    for day in month.own_days(worker):
        grade = worker.grade(day)
        if grade is None:
            continue
        if not found or found[-1][0] != grade:
            found.append((grade, []))
        found[-1][1].append(day)
    return found


def line(month: Month, worker: Worker, grade: str, days: list[date]) -> Line:
    """The month's base × own working days ÷ the month's working days."""
    base, own, whole = month.plan.base[grade], len(days), len(month.days)
    fen = rounded(Fraction(base * own, whole))
    said = {"pay_grade": grade, "base_fen": base, "days": own, "of": whole}
    said |= {"first": days[0], "last": days[-1]}
    return Line(
        person=worker.number,
        kind=lines.BASE,
        key=f"base:{days[0].isoformat()}",
        fen=fen,
        rule=1,
        why=Why("pay_base" if own == whole else "pay_base_part", said),
        sum=f"{yuan(base)} × {own} ÷ {whole} = {yuan(fen)}" if own != whole else yuan(fen),
    )
