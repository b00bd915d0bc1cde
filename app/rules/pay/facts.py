"""What a month's pay is computed from: facts as of the month, never of now (rules.md §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from app.rules.measures.periods import Period

PROBATION, FORMAL, SUPERVISOR = GRADES = ("probation", "formal", "supervisor")
PERSON, GROUP, TEAM = "person", "group", "team"
WHOLE_DAY = 2
Place = tuple[int | None, int | None]


@dataclass(frozen=True)
class Worker:
    """Somebody who is paid. `grades` and `places` (team, group): each from a day on, in their order;
    the first place holds for what was before it, too. `left_on`: the last day employed."""

    number: int
    login: str
    name: str
    hired_on: date
    left_on: date | None = None
    grades: Sequence[tuple[date, str]] = ()
    places: Sequence[tuple[date, int | None, int | None]] = ()

    def employed(self, day: date) -> bool:
        return self.hired_on <= day and (self.left_on is None or day <= self.left_on)

    def grade(self, day: date) -> str | None:
        held = [grade for since, grade in self.grades if since <= day]
        return held[-1] if held else None

    def place(self, day: date) -> Place:
        held = [(team, group) for since, team, group in self.places if since <= day]
        first = [(team, group) for _, team, group in self.places[:1]]
        return (held or first or [(None, None)])[-1]

    def earns(self, day: date) -> bool:
        """Whether a receipt of the day earns him something: none after he left (rules.md §8.13)."""
        return self.left_on is None or day <= self.left_on


@dataclass(frozen=True)
class Credit:
    """What of a receipt, less what was refunded of it, counts for somebody, in fen."""

    person: int
    day: date
    fen: int
    receipt: int
    deal: int


@dataclass(frozen=True)
class Sold:
    """Somebody's share, in basis points, in a deal that counts on this day. `first`: the deal made
    its lead a customer."""

    person: int
    day: date
    share_bp: int
    deal: int
    first: bool = False


@dataclass(frozen=True)
class Allowance:
    """A standing allowance of somebody, `fen` by its condition, from a day on to the last one; `by`
    proposed it."""

    number: int
    person: int
    name: str
    condition: str
    fen: int
    first: date
    last: date | None
    by: int | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Facts:
    """Everything about a month, as plain values; rows of other days may be there and are left out.

    `working`: the working days of the quarter in which the month lies. `half_days`: presence by
    person and day where it was noted. `units`: workload by person and day. `reached`: different
    leads connected in the month by group, by who takes part for it. `scored`: what supervisors gave for attitude, 0 to 10;
    `rates`: conversion and satisfaction of people. `targets`: by scope, owner, measure and period's
    code, in hundredths of the measure's unit (an amount in fen). `raises`: leaders whose base pay
    was raised, from a day on to the last one in the post.
    """

    month: Period
    quarter: Period
    working: Sequence[date]
    workers: Sequence[Worker]
    credits: Sequence[Credit] = ()
    deals: Sequence[Sold] = ()
    half_days: Mapping[tuple[int, date], int] = field(default_factory=dict)
    units: Mapping[tuple[int, date], int] = field(default_factory=dict)
    reached: Mapping[int, int] = field(default_factory=dict)
    team_starts: Mapping[int, date] = field(default_factory=dict)
    names: Mapping[tuple[str, int], str] = field(default_factory=dict)
    targets: Mapping[tuple[str, int, str, str], int] = field(default_factory=dict)
    minimum_wage_fen: int = 0
    scored: Mapping[int, Fraction] = field(default_factory=dict)
    rates: Mapping[tuple[int, str], Fraction | None] = field(default_factory=dict)
    allowances: Sequence[Allowance] = ()
    raises: Mapping[int, tuple[date, date | None]] = field(default_factory=dict)

    def target(self, scope: str, owner: int | None, measure: str, period: Period) -> int:
        """In hundredths; 0 is no target (rules.md §8.6)."""
        return self.targets.get((scope, owner or 0, measure, period.code), 0)
