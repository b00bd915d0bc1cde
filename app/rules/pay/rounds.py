"""What a round between groups or two people may be (rules.md §8.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import RuleBroken

GROUPS, PEOPLE = "groups", "people"
COMING, RUNNING, OVER, WITHDRAWN = "coming", "running", "over", "withdrawn"
LONGEST_DAYS = 92
PAIR = 2


@dataclass(frozen=True)
class Terms:
    """Days, first and last included, the prize as a text or in fen or both, and the weights."""

    first: date
    last: date
    prize: str
    prize_fen: int
    workload: int


@dataclass(frozen=True)
class Entrant:
    """A side before the round is opened. `group`: None for a person who stands for himself."""

    name: str
    team: int | None
    group: int | None
    people: Sequence[int]


def check(terms: Terms, today: date, working: Sequence[date]) -> None:
    """`working`: the working days of the round. Raises RuleBroken("pk_days" | "pk_past" | "pk_long"
    | "pk_no_work" | "pk_no_prize" | "pk_weights")."""
    length = (terms.last - terms.first).days + 1
    refusals = {
        "pk_days": length < 1,
        "pk_past": terms.first < today,
        "pk_long": length > LONGEST_DAYS,
        "pk_no_work": not working,
        "pk_no_prize": not (terms.prize or terms.prize_fen),
        "pk_weights": not 0 <= terms.workload <= 100,
    }
    for code in (code for code, refused in refusals.items() if refused):
        raise RuleBroken(code)


def kind_of(groups: Sequence[Entrant], people: Sequence[Entrant]) -> str:
    """Either at least two groups of a team, each with somebody in it, or two people of a team.

    Raises RuleBroken("pk_one_kind" | "pk_sides" | "pk_one_team" | "pk_empty_group").
    """
    if groups and people:
        raise RuleBroken("pk_one_kind")
    sides = groups or people
    if len(sides) < PAIR or (people and len({one.people[0] for one in people}) != PAIR):
        raise RuleBroken("pk_sides")
    teams = {one.team for one in sides}
    if len(teams) > 1 or None in teams:
        raise RuleBroken("pk_one_team")
    empty = next((one for one in sides if not one.people), None)
    if empty is not None:
        raise RuleBroken("pk_empty_group", group=empty.name)
    return GROUPS if groups else PEOPLE


def state(first: date, last: date, today: date, *, withdrawn: bool) -> str:
    if withdrawn:
        return WITHDRAWN
    return COMING if today < first else RUNNING if today <= last else OVER
