"""The month's champions: the highest amount and the most deals (rules.md §8.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.rules.pay import lines
from app.rules.pay.facts import FORMAL, PERSON, PROBATION, Worker
from app.rules.pay.lines import Behind, Line, number, yuan
from app.rules.pay.month import Month
from app.rules.pay.pots import equally
from app.rules.why import Why

BELOW_SUPERVISOR = (PROBATION, FORMAL)


@dataclass(frozen=True)
class Result:
    """What somebody brought to the contest: fen, deals by share, units of the whole month."""

    worker: Worker
    fen: int
    deals: Fraction
    units: int

    def by(self, kind: str) -> tuple[Fraction, Fraction, Fraction]:
        """What decides, in its order: amount, deals, workload; or deals, amount, workload."""
        amount, units = Fraction(self.fen), Fraction(self.units)
        if kind == lines.CHAMPION_AMOUNT:
            return amount, self.deals, units
        return self.deals, amount, units


def of(month: Month) -> Iterator[Line]:
    results = [result(month, one) for one in month.workers if competes(month, one)]
    rule = month.plan.champions
    yield from won(month, results, lines.CHAMPION_AMOUNT, rule.amount_fen)
    yield from won(month, results, lines.CHAMPION_DEALS, rule.deals_fen)


def competes(month: Month, worker: Worker) -> bool:
    """All below supervisor who are employed on the month's last working day."""
    if not month.stays(worker, month.period):
        return False
    return worker.grade(month.days[-1]) in BELOW_SUPERVISOR


def result(month: Month, worker: Worker) -> Result:
    return Result(worker, month.amount(worker), month.deals(worker), month.workload(worker))


def won(month: Month, results: Sequence[Result], kind: str, pot: int) -> Iterator[Line]:
    """The prize of who is first; nobody with zero, and those equal in everything share it."""
    ranked = sorted(results, key=lambda one: one.by(kind), reverse=True)
    best = [one for one in ranked if one.by(kind) == ranked[0].by(kind)]
    if not ranked or not ranked[0].by(kind)[0]:
        return
    second = next((one for one in ranked if one not in best), None)
    shares = equally(pot, [one.worker for one in best])
    for one in month.in_order([one.worker for one in best]):
        yield line(month, (kind, pot, shares[one.number]), best, second, one)


def line(
    month: Month,
    prize: tuple[str, int, int],
    best: Sequence[Result],
    second: Result | None,
    worker: Worker,
) -> Line:
    kind, pot, fen = prize
    first = best[0]
    said = {
        "amount_fen": first.fen,
        "deals": number(first.deals),
        "units": first.units,
        "winners": len(best),
        "pot_fen": pot,
    }
    if second:
        said |= {
            "second": second.worker.name,
            "second_fen": second.fen,
            "second_deals": number(second.deals),
            "second_units": second.units,
        }
    code = f"pay_{kind}" + ("_alone" if second is None else decided_by(first, second, kind))
    what = lines.RECEIPTS if kind == lines.CHAMPION_AMOUNT else lines.DEALS
    return Line(
        person=worker.number,
        kind=kind,
        key=kind,
        fen=fen,
        rule=5,
        why=Why(code if len(best) == 1 else f"pay_{kind}_shared", said),
        sum=f"{yuan(pot)} ÷ {len(best)} = {yuan(fen)}" if len(best) > 1 else yuan(fen),
        behind=(Behind(what, PERSON, worker.number, month.period),),
    )


def decided_by(first: Result, second: Result, kind: str) -> str:
    """Which of the three decided: the first value unless both have the same."""
    one, other = first.by(kind), second.by(kind)
    return "" if one[0] != other[0] else "_second" if one[1] != other[1] else "_third"
