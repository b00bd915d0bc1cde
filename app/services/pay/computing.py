"""A month's lines with the rows behind them, as they would be proposed now (rules.md §8)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.rules.pay import engine, roster
from app.rules.pay.lines import ALLOWANCE, Line
from app.rules.pay.month import Month
from app.rules.pay.plan import Plan
from app.rules.pay.roster import Rosters
from app.services.pay import facts, hand_lines
from app.services.pay.evidence import Evidence
from app.services.pay.hand_lines import Hand

Key = tuple[int, date, str]
"""A person, the first day of the month that the line is for, and the line's key within it."""


@dataclass(frozen=True)
class Proposal:
    """A line as it is to be proposed. `settles`: the kind it is about; `proposer`: who proposed it
    by hand."""

    line: Line
    earned: date
    settles: str
    evidence: Mapping[str, object]
    roster: frozenset[int] = frozenset()
    proposer: int | None = None

    @property
    def key(self) -> Key:
        return self.line.person, self.earned, self.line.key

    @property
    def digest(self) -> str:
        """Of all that an approval is about: two that are the same have the same."""
        one = self.line
        said = [one.person, one.kind, one.key, one.fen, one.waived_fen, one.rule, one.sum]
        said += [one.why.as_json(), self.earned, self.settles, self.evidence]
        said += [sorted(self.roster), self.proposer]
        text = json.dumps(said, sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Computed:
    """A month by the facts of now and a plan, with what was proposed by hand."""

    month: Month
    hand: Hand

    @property
    def first(self) -> date:
        return self.month.period.first

    @cached_property
    def lines(self) -> Sequence[Line]:
        by_rule = [line for one in engine.computed(self.month) for line in one.lines]
        return [*by_rule, *(line for line, _ in self.hand.lines.values())]

    @cached_property
    def rosters(self) -> Rosters:
        return roster.of(self.month)

    @cached_property
    def evidence(self) -> Evidence:
        return Evidence(self.month)

    def proposals(self) -> list[Proposal]:
        return [self.proposal(one) for one in self.lines]

    def proposal(self, line: Line) -> Proposal:
        competed = roster.behind(line, self.rosters)
        rows = {"rows": self.evidence.of(line)}
        return Proposal(line, self.first, line.kind, rows, competed, self.proposer(line))

    def proposer(self, line: Line) -> int | None:
        """Who proposed it by hand, or the allowance that it is of."""
        return self.allowed.get(line.key) or self.hand.proposer(line)

    @cached_property
    def allowed(self) -> Mapping[str, int | None]:
        return {f"{ALLOWANCE}:{one.number}": one.by for one in self.month.facts.allowances}

    def competed(self, lines: Iterable[Line]) -> frozenset[int]:
        return frozenset().union(*(roster.behind(one, self.rosters) for one in lines))


def of(first: date, plan: Plan) -> Computed:
    """The month that begins on this day, computed from the facts as they are now."""
    return Computed(Month(facts.of(first), plan), hand_lines.of(first))
