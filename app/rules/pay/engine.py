"""The month computed: facts and a plan give every line of everybody (rules.md §8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.rules.pay import (
    allowances,
    base,
    champions,
    commission,
    performance,
    pk,
    target_bonus,
    team_commission,
    workload,
)
from app.rules.pay.facts import Facts, Worker
from app.rules.pay.lines import Line, written
from app.rules.pay.month import Month
from app.rules.pay.plan import Plan


@dataclass(frozen=True)
class PersonsPay:
    worker: Worker
    lines: Sequence[Line]

    @property
    def total_fen(self) -> int:
        return sum(one.fen for one in self.lines)


def compute(facts: Facts, plan: Plan) -> list[PersonsPay]:
    """Everybody's lines of a month, in the order of the rules; people in the order of their numbers.

    The same facts give the same lines whatever order they come in. Lines of 0 fen are left out,
    except what was waived.
    """
    return computed(Month(facts, plan))


def computed(month: Month) -> list[PersonsPay]:
    return paid(month, written(all_lines(month)))


def all_lines(month: Month) -> list[Line]:
    """Rules 1, 4 to 7, 11, 12 and 14, then rule 3, whose guard looks at the others."""
    earned = [
        *base.of(month),
        *commission.of(month),
        *champions.of(month),
        *target_bonus.of(month),
        *pk.of(month),
        *team_commission.of(month),
        *performance.of(month),
        *allowances.of(month),
    ]
    return [*earned, *workload.of(month, earned)]


def paid(month: Month, lines: Iterable[Line]) -> list[PersonsPay]:
    of: dict[int, list[Line]] = {}
    for one in lines:
        of.setdefault(one.person, []).append(one)
    workers = sorted(month.workers, key=lambda one: one.number)
    return [PersonsPay(one, of.get(one.number, [])) for one in workers]
