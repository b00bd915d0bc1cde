"""A plan: an immutable set of the rules of pay, read from its document (rules.md §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MARGINAL, CLIFF = WAYS = ("marginal", "cliff")
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Band:
    """From an amount in fen above the target, up to but without another; the last one is open."""

    from_fen: int
    to_fen: int | None
    bp: int


@dataclass(frozen=True)
class Quota:
    """`most_bp`: how much of the gross may be taken off at most."""

    units: int
    off_fen: int
    most_bp: int


@dataclass(frozen=True)
class Commission:
    way: str
    to_target_bp: int
    above: Sequence[Band]


@dataclass(frozen=True)
class Champions:
    amount_fen: int
    deals_fen: int


@dataclass(frozen=True)
class TargetBonus:
    person_month_fen: int
    person_quarter_fen: int
    team_month_fen: int
    team_quarter_fen: int


@dataclass(frozen=True)
class Pk:
    """`workload` and `conversion` weigh what is compared, once a team is older than so many months."""

    pot_fen: int
    workload_alone_months: int
    workload: int
    conversion: int


@dataclass(frozen=True)
class Scorecard:
    most_percent: int
    weights: Mapping[str, int]


@dataclass(frozen=True)
class Performance:
    """`base` in fen by grade; `steps`: from which score on what percentage of it is paid, the
    highest score first."""

    base: Mapping[str, int]
    steps: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Leader:
    """What a group leader's base pay may rise by, and after how many months in the post."""

    fen: int
    after_months: int


@dataclass(frozen=True)
class Plan:
    """`base` in fen a month by grade."""

    base: Mapping[str, int]
    quota: Quota
    commission: Commission
    champions: Champions
    target_bonus: TargetBonus
    pk: Pk
    present_percent: int
    scorecard: Scorecard
    performance: Performance
    team_commission_bp: int
    leader: Leader


def read(document: Document) -> Plan:
    """The plan that a document holds which `checks.problems` found nothing against."""
    commission, scorecard = document["commission"], document["scorecard"]
    performance = document["performance"]
    return Plan(
        base=document["base"],
        quota=Quota(**document["quota"]),
        commission=Commission(
            way=commission["way"],
            to_target_bp=commission["to_target_bp"],
            above=[Band(**band) for band in commission["above"]],
        ),
        champions=Champions(**document["champions"]),
        target_bonus=TargetBonus(**document["target_bonus"]),
        pk=Pk(**document["pk"]),
        present_percent=document["present_percent"],
        scorecard=Scorecard(scorecard["most_percent"], scorecard["weights"]),
        performance=Performance(
            performance["base"],
            sorted(
                ((step["from_score"], step["percent"]) for step in performance["steps"]),
                reverse=True,
            ),
        ),
        team_commission_bp=document["team_commission_bp"],
        leader=Leader(**document["leader"]),
    )
