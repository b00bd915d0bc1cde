"""Commission on the month's amount (rules.md §8.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.rules.measures.targets import AMOUNT
from app.rules.pay import lines
from app.rules.pay.facts import PERSON, Worker
from app.rules.pay.lines import Behind, Line, part, percent, yuan
from app.rules.pay.month import Month
from app.rules.pay.plan import CLIFF, Commission
from app.rules.why import Why

TO_TARGET, ABOVE, FLAT, REACHED = "to_target", "above", "flat", "reached"


@dataclass(frozen=True)
class Step:
    """A part of an amount and its rate. `from_fen`, `to_fen`: of the amount, the last one open."""

    name: str
    from_fen: int
    to_fen: int | None
    bp: int


def of(month: Month) -> Iterator[Line]:
    for worker in month.workers:
        amount = month.amount(worker)
        for n, step in enumerate(paid(month, worker, amount)):
            yield line(month, worker, amount, (n, step))


def paid(month: Month, worker: Worker, amount: int) -> Sequence[Step]:
    """The parts that are paid of an amount. Who does not qualify or has no target gets the first
    rate of all of it; of a cliff plan the rate of the band reached holds for the whole amount."""
    rule = month.plan.commission
    target = month.facts.target(PERSON, worker.number, AMOUNT, month.period)
    if not target or not month.qualifies(worker):
        return [Step(FLAT, 0, None, rule.to_target_bp)]
    ladder = steps(rule, target)
    reached = [step for step in ladder if step.from_fen < amount or is_edge(rule, step, amount)]
    if rule.way == CLIFF and reached:
        return [Step(REACHED, 0, None, reached[-1].bp)]
    return reached


def is_edge(rule: Commission, step: Step, amount: int) -> bool:
    """A band is [from, to): who reaches its edge is in it; that matters only where it pays all."""
    return rule.way == CLIFF and step.from_fen == amount and amount > 0


def steps(rule: Commission, target: int) -> list[Step]:
    """The first rate up to the target, then each band above it."""
    above = [
        Step(ABOVE, target + band.from_fen, shifted(band.to_fen, target), band.bp)
        for band in rule.above
    ]
    return [Step(TO_TARGET, 0, target, rule.to_target_bp), *above]


def shifted(edge: int | None, target: int) -> int | None:
    return None if edge is None else target + edge


def line(month: Month, worker: Worker, amount: int, at: tuple[int, Step]) -> Line:
    n, step = at
    top = amount if step.to_fen is None else min(amount, step.to_fen)
    fen = part(top - step.from_fen, step.bp)
    said = {
        "amount_fen": amount,
        "from_fen": step.from_fen,
        "to_fen": top,
        "rate": percent(step.bp),
        "target_fen": month.facts.target(PERSON, worker.number, AMOUNT, month.period),
    }
    between = f"({yuan(top)} − {yuan(step.from_fen)})" if step.from_fen else yuan(top)
    return Line(
        person=worker.number,
        kind=lines.COMMISSION,
        key=f"commission:{n}",
        fen=fen,
        rule=4,
        why=Why(why(month, worker, step), said),
        sum=f"{between} × {percent(step.bp)} = {yuan(fen)}",
        behind=(Behind(lines.RECEIPTS, PERSON, worker.number, month.period),),
    )


def why(month: Month, worker: Worker, step: Step) -> str:
    if step.name != FLAT:
        return f"pay_commission_{step.name}"
    has = month.facts.target(PERSON, worker.number, AMOUNT, month.period)
    return "pay_commission_unqualified" if has else "pay_commission_no_target"
