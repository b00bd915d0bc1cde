"""The bonus for a target met: of a person and of a team, month and quarter (rules.md §8.6)."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.rules.measures.periods import Period
from app.rules.measures.targets import AMOUNT
from app.rules.pay import lines
from app.rules.pay.facts import PERSON, TEAM, Worker
from app.rules.pay.lines import Behind, Line, yuan
from app.rules.pay.month import Month
from app.rules.why import Why


@dataclass(frozen=True)
class Goal:
    """A target that was met, and by what; `owner` is a person's or a team's number."""

    scope: str
    owner: int
    period: Period
    target: int
    amount: int
    fen: int


def of(month: Month) -> Iterator[Line]:
    """A quarter's bonus needs the quarter's own target and is posted in its last month."""
    for period, rates in rates_of(month):
        met: dict[int, Goal | None] = {}
        for worker in month.workers:
            if not month.stays(worker, period):
                continue
            own = goal(month, (PERSON, worker.number, period), rates[0], worker)
            team = team_then(month, worker, period)
            if team is not None and team not in met:
                met[team] = goal(month, (TEAM, team, period), rates[1])
            yield from lines_of(worker, own)
            if team is not None and is_head(month, worker, team, period):
                yield from lines_of(worker, met[team])


def rates_of(month: Month) -> list[tuple[Period, tuple[int, int]]]:
    rule, quarter = month.plan.target_bonus, month.facts.quarter
    found = [(month.period, (rule.person_month_fen, rule.team_month_fen))]
    if month.period.last == quarter.last:
        found.append((quarter, (rule.person_quarter_fen, rule.team_quarter_fen)))
    return found


def team_then(month: Month, worker: Worker, period: Period) -> int | None:
    """His team on the period's last working day."""
    return worker.place(month.working(period)[-1])[0]


def is_head(month: Month, worker: Worker, team: int, period: Period) -> bool:
    """A member present on at least half of the period's working days, in this team."""
    days = [day for day in month.working(period) if worker.place(day)[0] == team]
    return month.is_there(month.half_days(worker, days), period)


def goal(
    month: Month, whose: tuple[str, int, Period], fen: int, worker: Worker | None = None
) -> Goal | None:
    """The target with what was reached; None without a target, or where it was missed."""
    scope, owner, period = whose
    target = month.facts.target(scope, owner, AMOUNT, period)
    amount = month.amount(worker, period) if worker else month.team_amount(owner, period)
    met = target > 0 and amount >= target
    return Goal(scope, owner, period, target, amount, fen) if met else None


def lines_of(worker: Worker, met: Goal | None) -> Iterator[Line]:
    if met is None:
        return
    said = {"target_fen": met.target, "amount_fen": met.amount, "period": met.period.code}
    yield Line(
        person=worker.number,
        kind=lines.TARGET_BONUS,
        key=f"target_bonus:{met.scope}:{met.period.kind}",
        fen=met.fen,
        rule=6,
        why=Why(f"pay_target_{met.scope}_{met.period.kind}", said),
        sum=f"{yuan(met.amount)} ≥ {yuan(met.target)} → {yuan(met.fen)}",
        behind=(Behind(lines.RECEIPTS, met.scope, met.owner, met.period),),
    )
