"""Rewards that people compete for: champions (rules.md §8.5) and the group PK (§8.7)."""

from datetime import date
from fractions import Fraction

from tests.pay import measures
from tests.pay.days import Period, whole_months, working_days
from tests.pay.facts import SUPERVISOR, Facts, Person
from tests.pay.lines import Award, Line

CHAMPION_FEN, POT_FEN = 500_00, 600_00


def champions(facts: Facts, month: Period) -> list[Award]:
    """§8.5: "500 yuan for the highest received amount, 500 for the most deals"; "for amount the
    chain is amount, deals, workload (of the whole month); for deals it is deals, amount, workload";
    "still equal: the 500 are shared"."""
    reached = {p.login: standing(facts, p, month) for p in competitors(facts, month)}
    by_amount = best({who: (amount, n, units) for who, (amount, n, units) in reached.items()})
    by_deals = best({who: (n, amount, units) for who, (amount, n, units) in reached.items()})
    return [
        (login, Line(kind, fen))
        for kind, winners in (("champion_amount", by_amount), ("champion_deals", by_deals))
        for login, fen in shared(CHAMPION_FEN, winners, facts).items()
    ]


Standing = tuple[Fraction | int, Fraction | int, int]


def standing(facts: Facts, person: Person, month: Period) -> Standing:
    """Amount, deals, workload."""
    return (
        measures.amount(facts, person, month),
        measures.deals(facts, person, month),
        measures.workload(facts, month, lambda who, day: who.login == person.login),
    )


def best(chains: dict[str, Standing]) -> list[str]:
    """§8.5: "Nobody with zero"."""
    top = max((chain for chain in chains.values() if chain[0] > 0), default=None)
    return [login for login, chain in chains.items() if chain == top]


def competitors(facts: Facts, month: Period) -> list[Person]:
    """§8.5: "All of the company below supervisor who are employed on the month's last working day
    compete"."""
    last = working_days(month)[-1]
    return [p for p in facts.people if p.employed_on(last) and p.grade_on(last) != SUPERVISOR]


def shared(fen: int, logins: list[str], facts: Facts) -> dict[str, int]:
    """In equal shares; nobody gets what nobody won."""
    return measures.divide(fen, dict.fromkeys(logins, 1), facts) if logins else {}


def pk(facts: Facts, month: Period) -> list[Award]:
    """§8.7: "month by month among the groups of a team"."""
    teams = {team for p in facts.people for _, (team, _) in p.places}
    return [award for team in teams for award in pk_of(facts, month, team)]


def pk_of(facts: Facts, month: Period, team: str) -> list[Award]:
    """§8.7: "One group: no PK"; "a winner without an eligible member: that pot lapses"."""
    groups = {group for p in facts.people for _, (its, group) in p.places if its == team and group}
    rounds = [Group(facts, month, team, group) for group in groups]
    rounds = [group for group in rounds if group.members()]
    if len(rounds) < 2:
        return []
    pots = pots_of(winners(rounds, weight_of_conversion(facts, month, team)))
    return [
        (login, Line("pk", fen))
        for group in rounds
        for login, fen in shared(pots.get(group.name, 0), group.eligible(), facts).items()
    ]


class Group:
    """A group in a month's round. `days_of`: the working days in it of each of its members."""

    def __init__(self, facts: Facts, month: Period, team: str, name: str) -> None:
        self.facts, self.month, self.place, self.name = facts, month, (team, name), name
        self.days_of = {p.login: days for p in facts.people if (days := self.days_in(p))}

    def days_in(self, person: Person) -> list[date]:
        own = measures.own_working_days(person, self.month)
        return [day for day in own if person.place_on(day) == self.place]

    def members(self) -> list[Person]:
        """§8.7: "everyone with a working day in the group takes part"."""
        return [person for person in self.facts.people if person.login in self.days_of]

    def counts(self, person: Person, day: date) -> bool:
        return person.login in self.days_of and person.place_on(day) == self.place

    def workload(self) -> Fraction:
        """§8.7: "Workload per member-day present"; "no value counts 0"."""
        present = sum(
            measures.presence(self.facts, p, self.days_of[p.login]) for p in self.members()
        )
        units = measures.workload(self.facts, self.month, self.counts)
        return units / Fraction(present) if present else Fraction(0)

    def conversion(self) -> Fraction:
        """§8.7: "conversion of the group (§6; no value counts 0)"."""
        return measures.conversion(self.facts, self.month, self.counts) or Fraction(0)

    def eligible(self) -> list[str]:
        """§8.7: "members present on at least half of the period's working days"."""
        return [p.login for p in self.members() if self.half_present(p)]

    def half_present(self, person: Person) -> bool:
        days = self.days_of[person.login]
        return measures.present_at_least_half(self.facts, person, days, self.month)


def weight_of_conversion(facts: Facts, month: Period, team: str) -> Fraction:
    """§8.7: "while the month begins less than two whole months after the team's start (the earliest
    hire date unless set) by workload alone, later half workload, half conversion"."""
    start = min(p.hired_on for p in facts.people if team in [its for _, (its, _) in p.places])
    return Fraction(0) if whole_months(start, month.first) < 2 else Fraction(1, 2)


def winners(groups: list[Group], weight: Fraction) -> list[str]:
    """§8.7: "score = the weighted sum, compared as exact fractions"; "All scores zero: no winner"."""
    workloads = of_the_best({group.name: group.workload() for group in groups})
    conversions = of_the_best({group.name: group.conversion() for group in groups})
    scores = {
        name: (1 - weight) * workloads[name] + weight * conversions[name] for name in workloads
    }
    top = max(scores.values())
    return [name for name, score in scores.items() if score == top > 0]


def of_the_best(values: dict[str, Fraction]) -> dict[str, Fraction]:
    """§8.7: "each divided by the best group's value"."""
    best = max(values.values())
    return {name: value / best if best else Fraction(0) for name, value in values.items()}


def pots_of(names: list[str]) -> dict[str, int]:
    """§8.7: "Tie: the pot is divided equally between the tied groups"; "spare fen between groups by
    group name"."""
    return {
        name: POT_FEN // len(names) + (place < POT_FEN % len(names))
        for place, name in enumerate(sorted(names))
    }
