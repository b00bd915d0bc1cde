"""What is taken off for workload short of the quota, and what the guard waives (rules.md §8.3)."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from app.rules.pay import lines
from app.rules.pay.facts import PERSON, Worker
from app.rules.pay.lines import Behind, Line, rounded, yuan
from app.rules.pay.month import Month
from app.rules.why import Why

IN_GROSS = (
    *(lines.BASE, lines.COMMISSION, lines.TEAM_COMMISSION, lines.TARGET_BONUS, lines.PK),
    *(lines.CHAMPION_AMOUNT, lines.CHAMPION_DEALS),
)


def of(month: Month, others: Iterable[Line]) -> Iterator[Line]:
    """`others`: the month's lines of rules 1, 4 to 7 and 11, of which the gross is the sum."""
    gross: dict[int, int] = {}
    for one in others:
        if one.kind in IN_GROSS:
            gross[one.person] = gross.get(one.person, 0) + one.fen
    for worker in month.workers:
        yield from short(month, worker, gross.get(worker.number, 0))


def short(month: Month, worker: Worker, gross: int) -> Iterator[Line]:
    units = month.units_short(worker)
    if not units:
        return
    raw, least = units * month.plan.quota.off_fen, minimum_wage(month, worker)
    part = gross * month.plan.quota.most_bp // lines.WHOLE_BP
    applied = max(0, min(raw, part, gross - least))
    said = {
        "quota": month.quota(worker),
        "done": month.quota(worker) - units,
        "short": units,
        "off_fen": month.plan.quota.off_fen,
        "raw_fen": raw,
        "applied_fen": applied,
        "gross_fen": gross,
        "part_fen": part,
        "most": lines.percent(month.plan.quota.most_bp),
        "minimum_fen": least,
    }
    yield taken(month, worker, said, applied)
    yield waived(month, worker, said, raw - applied)


def minimum_wage(month: Month, worker: Worker) -> int:
    """The minimum wage × own working days ÷ the month's, rounded."""
    own, whole = len(month.own_days(worker)), len(month.days)
    return rounded(Fraction(month.facts.minimum_wage_fen * own, whole))


def taken(month: Month, worker: Worker, said: Mapping[str, object], fen: int) -> Line:
    raw, off = said["raw_fen"], said["off_fen"]
    sum_ = f"({said['quota']} − {said['done']}) × {yuan(int(str(off)))} = {yuan(int(str(raw)))}"
    return Line(
        person=worker.number,
        kind=lines.SHORTFALL,
        key="workload_shortfall",
        fen=-fen,
        rule=3,
        why=Why("pay_shortfall" if fen == raw else "pay_shortfall_guarded", dict(said)),
        sum=sum_ if fen == raw else f"{sum_} → {yuan(fen)}",
        behind=(Behind(lines.CALLS, PERSON, worker.number, month.period),),
    )


def waived(month: Month, worker: Worker, said: Mapping[str, object], fen: int) -> Line:
    """A line of 0 fen that names what the guard let go; it does not carry over."""
    return Line(
        person=worker.number,
        kind=lines.WAIVED,
        key="workload_waived",
        fen=0,
        rule=3,
        why=Why("pay_waived", {**said, "waived_fen": fen}),
        sum=f"{yuan(int(str(said['raw_fen'])))} − {yuan(int(str(said['applied_fen'])))} = {yuan(fen)}",
        behind=(Behind(lines.CALLS, PERSON, worker.number, month.period),),
        waived_fen=fen,
    )
