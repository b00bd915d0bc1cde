"""How contests stand: those of the month between a team's groups, and rounds of any days for their
frozen roster, from the facts of their days (rules.md §8.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app import clock
from app.models import PkRound
from app.rules.measures.periods import DAY, Period
from app.rules.pay import contest, pk
from app.rules.pay.contest import Standing, Weights
from app.rules.pay.facts import TEAM
from app.rules.pay.month import Month
from app.rules.pay.rounds import OVER
from app.rules.pay.verdict import verdict
from app.rules.why import Why
from app.services.pay import facts, plans, round_counts, rounds
from app.services.pay.rounds import Who


@dataclass(frozen=True)
class Contest:
    """A contest as it stands, or its result when it is `over`. `heads` by side: who of it was there
    at least half of the working days, by person number."""

    name: str
    weights: Weights
    ranked: Sequence[Standing]
    why: Why
    over: bool
    pot_fen: int = 0
    heads: Mapping[int, Sequence[int]] | None = None

    @property
    def winners(self) -> Sequence[Standing]:
        return contest.winners(self.ranked)


def of_month(day: date, who: Who) -> list[Contest]:
    """The contests of the month of a day; of a running one with the days up to today."""
    known, plan, today = facts.of(day), plans.in_force(day).plan, clock.today()
    over, team = known.month.last < today, rounds.team_of(who)
    so_far = replace(known, working=[one for one in known.working if one <= today])
    return [
        Contest(
            known.names.get((TEAM, one.team), ""),
            one.weights,
            one.ranked,
            verdict(one.ranked, one.weights, over=over),
            over,
            plan.pk.pot_fen,
        )
        for one in pk.rounds(Month(so_far, plan))
        if who.reach == rounds.ALL or one.team == team
    ]


def results(found: PkRound) -> Contest:
    """How a round stands today, or how it ended."""
    over = rounds.state(found) == OVER
    period = Period(DAY, found.first, min(found.last, clock.today()))
    days = facts.working(period)
    here = round_counts.half_days(found, period, days)
    weights = Weights(found.workload, found.conversion)
    sides = round_counts.sides_of(found, period, here)
    ranked = contest.standings(sides, weights)
    return Contest(
        name="",
        weights=weights,
        ranked=ranked,
        why=verdict(ranked, weights, over=over),
        over=over,
        pot_fen=found.prize_fen,
        heads=round_counts.heads(found, here, len(days)),
    )
