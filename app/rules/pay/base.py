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
        yield from raised(month, worker)


def raised(month: Month, worker: Worker) -> Iterator[Line]:
    """What a group leader gets on top since it was approved, as long as he is in the post."""
    first, last = month.facts.raises.get(worker.number, (None, None))
    days = [
        day
        for day in month.own_days(worker)
        if first is not None and first <= day and (last is None or day <= last)
    ]
    if days:
        more, own, whole = month.plan.leader.fen, len(days), len(month.days)
        fen = rounded(Fraction(more * own, whole))
        said = {"raise_fen": more, "days": own, "of": whole, "first": days[0], "last": days[-1]}
        yield Line(
            person=worker.number,
            kind=lines.BASE,
            key=f"base:leader:{days[0].isoformat()}",
            fen=fen,
            rule=1,
            why=Why("pay_raise" if own == whole else "pay_raise_part", said),
            sum=f"{yuan(more)} × {own} ÷ {whole} = {yuan(fen)}" if own != whole else yuan(fen),
        )


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
