"""Standing allowances with their condition (rules.md §8.14)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from app.rules.pay import lines
from app.rules.pay.facts import PERSON, WHOLE_DAY, Allowance, Worker
from app.rules.pay.lines import Behind, Line, number, rounded, yuan
from app.rules.pay.month import Month
from app.rules.why import Why

MONTHLY, PER_DAY, FULL_ATTENDANCE = CONDITIONS = ("monthly", "per_day", "full_attendance")


def of(month: Month) -> Iterator[Line]:
    """A line for each allowance that holds on a working day of the month; nothing where its
    condition is not met."""
    for one in month.facts.allowances:
        worker = month.by_number.get(one.person)
        days = [day for day in month.own_days(worker) if one.holds(day)] if worker else []
        if worker and days:
            yield line(month, one, worker, days)


def line(month: Month, one: Allowance, worker: Worker, days: list[date]) -> Line:
    half_days = month.half_days(worker, days)
    here, whole = Fraction(half_days, WHOLE_DAY), len(month.days)
    fen, sum_ = amount(one, len(days), here, whole)
    said = {"name": one.name, "amount_fen": one.fen, "days": len(days), "of": whole}
    said |= {"here": number(here), "first": days[0], "last": days[-1]}
    part = one.condition == MONTHLY and len(days) < whole
    return Line(
        person=one.person,
        kind=lines.ALLOWANCE,
        key=f"{lines.ALLOWANCE}:{one.number}",
        fen=fen,
        rule=14,
        why=Why(f"pay_allowance_{one.condition}{'_part' if part else ''}", said),
        sum=sum_,
        behind=(Behind(lines.PRESENCE, PERSON, one.person, month.period),),
    )


def amount(one: Allowance, days: int, here: Fraction, whole: int) -> tuple[int, str]:
    """By the month in parts like base pay, by each day present (a half day half), or whole for who
    was there on every working day of the whole month."""
    if one.condition == PER_DAY:
        fen = rounded(one.fen * here)
        return fen, f"{yuan(one.fen)} × {number(here)} = {yuan(fen)}"
    if one.condition == FULL_ATTENDANCE:
        fen = one.fen if here == days == whole else 0
        return fen, yuan(fen)
    fen = rounded(Fraction(one.fen * days, whole))
    return fen, yuan(fen) if days == whole else f"{yuan(one.fen)} × {days} ÷ {whole} = {yuan(fen)}"
