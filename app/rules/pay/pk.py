"""The PK of a team's groups in a month, and how its pot is shared (rules.md §8.7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.rules.days.tenure import whole_months
from app.rules.pay import contest, lines
from app.rules.pay.contest import Side, Standing, Weights
from app.rules.pay.facts import GROUP, TEAM, Worker
from app.rules.pay.lines import Behind, Line, yuan
from app.rules.pay.month import Month
from app.rules.pay.pots import among, equally
from app.rules.why import Why


@dataclass(frozen=True)
class Round:
    """A team's groups side by side, and how workload and conversion count between them."""

    team: int
    weights: Weights
    ranked: Sequence[Standing]


def of(month: Month) -> Iterator[Line]:
    for one in rounds(month):
        yield from prizes(month, one)


def rounds(month: Month) -> list[Round]:
    """The rounds of all teams that have at least two groups with somebody in them."""
    teams: dict[int, set[int]] = {}
    for worker in month.workers:
        for day in month.own_days(worker):
            team, group = worker.place(day)
            if team is not None and group is not None:
                teams.setdefault(team, set()).add(group)
    return [of_team(month, team, sorted(teams[team])) for team in sorted(teams)]


def of_team(month: Month, team: int, groups: Sequence[int]) -> Round:
    weights = weights_of(month, team)
    sides = [side(month, group) for group in groups]
    return Round(team, weights, contest.standings(sides, weights))


def weights_of(month: Month, team: int) -> Weights:
    """Workload alone while the month begins less than so many whole months after the team's start."""
    rule, start = month.plan.pk, month.facts.team_starts.get(team)
    young = start is None or whole_months(start, month.period.first) < rule.workload_alone_months
    return Weights(100, 0) if young else Weights(rule.workload, rule.conversion)


def side(month: Month, group: int) -> Side:
    return Side(
        number=group,
        name=month.facts.names.get((GROUP, group), str(group)),
        units=month.units_by_group.get(group, 0),
        half_days=sum(month.half_days(one, days_in(month, one, group)) for one in month.workers),
        firsts=month.firsts_by_group.get(group, Fraction(0)),
        reached=month.facts.reached.get(group, 0),
    )


def days_in(month: Month, worker: Worker, group: int) -> list[date]:
    return [day for day in month.days if worker.place(day)[1] == group]


def prizes(month: Month, one: Round) -> Iterator[Line]:
    """The pot in equal shares to the winner's members who were there at least half of the month;
    tied groups divide it first, and a part without such a member lapses."""
    won = contest.winners(one.ranked)
    if not won:
        return
    pots = among(month.plan.pk.pot_fen, [standing.side.name for standing in won])
    for standing, pot in zip(won, pots, strict=True):
        members = [who for who in month.workers if is_there(month, who, standing.side.number)]
        shares = equally(pot, members)
        for who in month.in_order(members):
            yield line(month, one, standing, (pot, len(members), shares[who.number]), who)


def is_there(month: Month, worker: Worker, group: int) -> bool:
    days = days_in(month, worker, group)
    return bool(days) and month.is_there(month.half_days(worker, days), month.period)


def line(
    month: Month, one: Round, standing: Standing, share: tuple[int, int, int], who: Worker
) -> Line:
    pot, heads, fen = share
    tied = len(contest.winners(one.ranked)) > 1
    code = "pay_pk_tied" if tied else "pay_pk_workload" if not one.weights.conversion else "pay_pk"
    said = {**contest.told(one.ranked), "group": standing.side.name, "pot_fen": pot, "heads": heads}
    behind = [Behind(lines.CALLS, TEAM, one.team, month.period)]
    if one.weights.conversion:
        behind += [
            Behind(what, TEAM, one.team, month.period) for what in (lines.DEALS, lines.LEADS)
        ]
    return Line(
        person=who.number,
        kind=lines.PK,
        key=f"pk:{one.team}:{standing.side.number}",
        fen=fen,
        rule=7,
        why=Why(code, said),
        sum=f"{yuan(pot)} ÷ {heads} = {yuan(fen)}",
        behind=tuple(behind),
    )
