"""What happened in a company, as plain data. Money is whole fen, a share is a percentage."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

PROBATION, FORMAL, SUPERVISOR = "probation", "formal", "supervisor"
PERSON, TEAM = "person", "team"
OUT, IN = "out", "in"

# §3, the table of dispositions: connected "yes".
CONNECTED = (
    "deal",
    "agreed_to_attend",
    "interested",
    "call_back",
    "friendly_not_coming",
    "not_now",
    "refused",
    "do_not_call",
)


@dataclass(frozen=True)
class Person:
    """`grades` and `places` say from which day on a grade and a (team, group) hold, oldest first."""

    login: str
    number: int
    hired_on: date
    grades: tuple[tuple[date, str], ...]
    places: tuple[tuple[date, tuple[str, str]], ...]
    left_on: date | None = None

    def employed_on(self, day: date) -> bool:
        return self.hired_on <= day and not self.has_left(day)

    def has_left(self, day: date) -> bool:
        """`left_on` is the last day employed."""
        return self.left_on is not None and day > self.left_on

    def grade_on(self, day: date) -> str:
        return [grade for since, grade in self.grades if since <= day][-1]

    def place_on(self, day: date) -> tuple[str, str]:
        """(team, group); a leaver's last place stays his. ("", "") before he came."""
        return ([("", "")] + [place for since, place in self.places if since <= day])[-1]

    def team_on(self, day: date) -> str:
        return self.place_on(day)[0]


@dataclass(frozen=True)
class Movement:
    """A receipt, or a refund. Those of a deal stand in the order in which they were entered."""

    day: date
    fen: int
    refund: bool = False


@dataclass(frozen=True)
class Deal:
    """`entered` numbers the deals in the order in which they were entered."""

    id: str
    entered: int
    phone: str
    shares: tuple[tuple[str, int], ...]
    movements: tuple[Movement, ...]


@dataclass(frozen=True)
class Call:
    login: str
    phone: str
    at: datetime
    disposition: str
    direction: str = OUT


@dataclass(frozen=True)
class Target:
    """`hundredths`: fen where the measure is the amount."""

    scope: str
    owner: str
    measure: str
    period: str
    hundredths: int


@dataclass(frozen=True)
class Facts:
    people: tuple[Person, ...] = ()
    deals: tuple[Deal, ...] = ()
    calls: tuple[Call, ...] = ()
    targets: tuple[Target, ...] = ()
    presence: dict[tuple[str, date], Fraction] = field(default_factory=dict)

    @cached_property
    def by_login(self) -> dict[str, Person]:
        return {person.login: person for person in self.people}

    def person(self, login: str) -> Person:
        return self.by_login[login]

    def aiming_at(self, targets: tuple[Target, ...]) -> "Facts":
        return replace(self, targets=targets)
