"""What a cliff plan pays more, or less, for the one fen that reaches an edge (rules.md §8.4)."""

from dataclasses import dataclass
from itertools import pairwise

from app.rules.pay.commission import Step, steps
from app.rules.pay.lines import part
from app.rules.pay.plan import CLIFF, Commission


@dataclass(frozen=True)
class Jump:
    """At this amount the rate goes from one to another, on the whole amount. `before_fen` is what
    one fen less would earn."""

    at_fen: int
    from_bp: int
    to_bp: int
    before_fen: int
    after_fen: int

    @property
    def fen(self) -> int:
        return self.after_fen - self.before_fen


@dataclass(frozen=True)
class Earned:
    """The commission on an amount, of somebody who qualifies for all rates."""

    amount_fen: int
    fen: int


def jumps(rule: Commission, target_fen: int) -> list[Jump]:
    """The jump at each edge, for somebody with this target; a marginal plan has none."""
    if rule.way != CLIFF:
        return []
    return [jump(below, above) for below, above in pairwise(steps(rule, target_fen))]


def jump(below: Step, above: Step) -> Jump:
    edge = above.from_fen
    before = part(max(0, edge - 1), below.bp)
    return Jump(edge, below.bp, above.bp, before, part(edge, above.bp))


def examples(rule: Commission, target_fen: int) -> list[Earned]:
    """What is earned below the target, at it, within each band and at each edge."""
    edges = [one.from_fen for one in steps(rule, target_fen)][1:]
    middles = [(low + high) // 2 for low, high in pairwise(edges)]
    amounts = sorted({target_fen * 4 // 5, *edges, *middles, edges[-1] + target_fen // 2})
    return [Earned(one, earned(rule, target_fen, one)) for one in amounts]


def earned(rule: Commission, target_fen: int, amount: int) -> int:
    """Part by part with one rounding each, as the lines are paid."""
    ladder = [one for one in steps(rule, target_fen) if one.from_fen <= amount]
    if rule.way == CLIFF:
        return part(amount, ladder[-1].bp)
    tops = [amount if one.to_fen is None else min(amount, one.to_fen) for one in ladder]
    return sum(part(top - one.from_fen, one.bp) for top, one in zip(tops, ladder, strict=True))
