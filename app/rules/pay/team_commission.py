"""What supervisors get of their whole team's amount (rules.md §8.11)."""

from collections.abc import Iterator

from app.rules.pay import lines
from app.rules.pay.facts import SUPERVISOR, TEAM, Worker
from app.rules.pay.lines import Behind, Line, part, percent, yuan
from app.rules.pay.month import Month
from app.rules.why import Why


def of(month: Month) -> Iterator[Line]:
    """A line of its own beside what his own deals earn; his own deals included, not prorated."""
    for worker in month.workers:
        team = worker.place(min(worker.left_on or month.period.last, month.period.last))[0]
        if month.at_the_end(worker) == SUPERVISOR and team is not None:
            yield line(month, worker, team)


def line(month: Month, worker: Worker, team: int) -> Line:
    amount, bp = month.team_amount(team), month.plan.team_commission_bp
    fen = part(amount, bp)
    said = {"amount_fen": amount, "rate": percent(bp), "team": month.facts.names.get((TEAM, team))}
    return Line(
        person=worker.number,
        kind=lines.TEAM_COMMISSION,
        key="team_commission",
        fen=fen,
        rule=11,
        why=Why("pay_team_commission", said),
        sum=f"{yuan(amount)} × {percent(bp)} = {yuan(fen)}",
        behind=(Behind(lines.RECEIPTS, TEAM, team, month.period),),
    )
