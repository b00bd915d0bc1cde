"""What one more deal today is worth to somebody, and how far his next steps are (rules.md §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from app.rules.measures.targets import AMOUNT, CONVERSION
from app.rules.pay import champions, commission, engine, lines
from app.rules.pay.champions import Result
from app.rules.pay.commission import Step
from app.rules.pay.facts import PERSON, Credit, Facts, Sold, Worker
from app.rules.pay.lines import WHOLE_BP, Line
from app.rules.pay.month import Month
from app.rules.pay.plan import Plan

FIRST, SECOND, THIRD = CHAIN = ("first", "second", "third")
NOT_YET = 0
"""The number of a receipt and a deal that are only thought of."""


@dataclass(frozen=True)
class Deal:
    """One more deal: a receipt of so many fen, today, all of it his, the first deal of a lead that
    was connected before. `reached`: different leads he connected in the month."""

    person: int
    fen: int
    day: date
    reached: int = 0


@dataclass(frozen=True)
class Changed:
    """A line that becomes another, with what it was in fen."""

    kind: str
    key: str
    before_fen: int
    fen: int


@dataclass(frozen=True)
class Worth:
    """What the deal adds to his pay of the month, in fen, line by line."""

    deal: Deal
    changes: Sequence[Changed]

    @property
    def fen(self) -> int:
        return sum(one.fen - one.before_fen for one in self.changes)

    @property
    def kinds(self) -> list[Changed]:
        """The changes as a statement names them: commission is one, however many parts it has."""
        found: dict[str, Changed] = {}
        for one in self.changes:
            was = found.get(one.kind)
            before, fen = (was.before_fen, was.fen) if was else (0, 0)
            found[one.kind] = Changed(one.kind, one.kind, before + one.before_fen, fen + one.fen)
        return list(found.values())


@dataclass(frozen=True)
class Lack:
    """What he lacks to who is first in a contest: `at` names the part of the chain in which they
    differ, `by` how much it is, in fen, deals or units. Nothing else is told of anybody."""

    kind: str
    at: str
    by: Fraction


@dataclass(frozen=True)
class Steps:
    """What is next. `target_fen`: 0 without a target. `step`: the part of the amount after the
    present one, if there is one and he gets it; `units_short` of the quota."""

    amount_fen: int
    target_fen: int
    step: Step | None
    units_short: int
    contests: Mapping[str, Lack | None]

    @property
    def to_target_fen(self) -> int:
        return max(0, self.target_fen - self.amount_fen)

    @property
    def to_step_fen(self) -> int:
        return self.step.from_fen - self.amount_fen if self.step else 0


def one_more(facts: Facts, plan: Plan, deal: Deal) -> Worth:
    """His pay with the deal less his pay without, by the same engine."""
    before, after = (lines_of(some, plan, deal.person) for some in (facts, with_deal(facts, deal)))
    found = [
        Changed(line.kind, key, fen_of(before.get(key)), fen_of(after.get(key)))
        for key, line in (before | after).items()
    ]
    return Worth(deal, [one for one in found if one.fen != one.before_fen])


def lines_of(facts: Facts, plan: Plan, person: int) -> dict[str, Line]:
    everybody = engine.compute(facts, plan)
    mine = [one for pay in everybody if pay.worker.number == person for one in pay.lines]
    return {one.key: one for one in mine}


def fen_of(line: Line | None) -> int:
    return line.fen if line else 0


def with_deal(facts: Facts, deal: Deal) -> Facts:
    """The same month with the deal in it."""
    credit = Credit(deal.person, deal.day, deal.fen, NOT_YET, NOT_YET)
    sold = Sold(deal.person, deal.day, WHOLE_BP, NOT_YET, first=True)
    return replace(
        facts,
        credits=[*facts.credits, credit],
        deals=[*facts.deals, sold],
        rates={**facts.rates, **conversion_with(facts, deal)},
    )


def conversion_with(facts: Facts, deal: Deal) -> dict[tuple[int, str], Fraction | None]:
    """One first deal more among as many leads; what has no value keeps none."""
    key = deal.person, CONVERSION
    was = facts.rates.get(key)
    return {key: was + Fraction(1, deal.reached)} if was is not None and deal.reached else {}


def steps(facts: Facts, plan: Plan, person: int) -> Steps | None:
    """None for who has no pay this month."""
    month = Month(facts, plan)
    worker = next((one for one in month.workers if one.number == person), None)
    if worker is None:
        return None
    amount = month.amount(worker)
    target = facts.target(PERSON, person, AMOUNT, month.period)
    return Steps(
        amount_fen=amount,
        target_fen=target,
        step=next_step(month, worker, amount, target),
        units_short=month.units_short(worker),
        contests=contests(month, worker),
    )


def next_step(month: Month, worker: Worker, amount: int, target: int) -> Step | None:
    if not target or not month.qualifies(worker):
        return None
    ladder = commission.steps(month.plan.commission, target)
    return next((step for step in ladder if step.from_fen > amount), None)


def contests(month: Month, worker: Worker) -> dict[str, Lack | None]:
    """For each contest that he is in and that has a prize: what he lacks; None where he is first."""
    if not champions.competes(month, worker):
        return {}
    rivals = [one for one in month.workers if champions.competes(month, one)]
    results = [champions.result(month, one) for one in rivals]
    mine, rule = champions.result(month, worker), month.plan.champions
    prizes = {lines.CHAMPION_AMOUNT: rule.amount_fen, lines.CHAMPION_DEALS: rule.deals_fen}
    return {kind: lack(kind, mine, results) for kind, fen in prizes.items() if fen}


def lack(kind: str, mine: Result, results: Sequence[Result]) -> Lack | None:
    best, own = max(one.by(kind) for one in results), mine.by(kind)
    parts = zip(CHAIN, best, own, strict=True)
    found = next((Lack(kind, at, first - my) for at, first, my in parts if first != my), None)
    return found or (None if own[0] else Lack(kind, FIRST, Fraction(0)))
