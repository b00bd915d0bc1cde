"""A team and its precise leads as rules.md §2.1–§2.3 tell of them: written from the text, sentence
by sentence, in fractions and plain loops. It shares no code with the program."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

EIGHT_HOURS = timedelta(hours=8)


def shanghai_day(instant: datetime) -> date:
    return (instant + EIGHT_HOURS).date()


def months_between(a: date, d: date) -> int:
    n = 12 * (d.year - a.year) + d.month - a.month
    return n - 1 if d.day < a.day else n


@dataclass
class Somebody:
    number: int
    first_day: date
    team_start: date
    presence: dict[date, Fraction] = field(default_factory=dict)
    last_day: date | None = None

    def present(self, day: date) -> Fraction:
        here = self.first_day <= day and (self.last_day is None or day <= self.last_day)
        return self.presence.get(day, Fraction(1)) if here else Fraction(0)

    def quota(self, day: date) -> int:
        if months_between(self.first_day, day) == 0:
            whole = 10
        elif months_between(self.team_start, day) >= 4:
            whole = 3
        else:
            whole = 5
        return {Fraction(1): whole, Fraction(1, 2): ceil(whole / 2), Fraction(0): 0}[
            self.present(day)
        ]


@dataclass
class Thing:
    """A precise lead."""

    number: int
    source: str
    waits_since: datetime
    owner: int | None = None
    owned_since: datetime | None = None
    called: list[datetime] = field(default_factory=list)
    let_go: list[tuple[int, date]] = field(default_factory=list)

    def barred(self, day: date) -> set[int]:
        return {who for who, on in self.let_go if day < on + timedelta(days=30)}


@dataclass
class World:
    people: dict[int, Somebody] = field(default_factory=dict)
    leads: dict[int, Thing] = field(default_factory=dict)
    ledger: list[tuple[int, date, str]] = field(default_factory=list)
    carries: dict[tuple[int, int, int], Fraction] = field(default_factory=dict)

    def carry(self, who: int, day: date) -> Fraction:
        return self.carries.get((who, day.year, day.month), Fraction(0))

    def uncalled(self, who: int) -> int:
        held = [lead for lead in self.leads.values() if lead.owner == who]
        return sum(not any(at >= lead.owned_since for at in lead.called) for lead in held)

    def entitlement(self, who: int, day: date) -> int:
        quota = self.people[who].quota(day)
        taken = sum(1 for person, on, _ in self.ledger if (person, on) == (who, day))
        return max(0, min(quota - taken, quota - self.uncalled(who)))

    def of_source(self, who: int, source: str, day: date) -> int:
        month = (day.year, day.month)
        return sum(
            1
            for person, on, of in self.ledger
            if person == who and of == source and (on.year, on.month) == month and on <= day
        )

    def waiting(self, at: datetime) -> list[Thing]:
        free = [lead for lead in self.leads.values() if lead.owner is None]
        return [lead for lead in free if lead.waits_since <= at]

    def run(self, at: datetime) -> list[tuple[int, int]]:
        """Hands out what waits; (lead, person) in their order. Every carry moves on."""
        day = shanghai_day(at)
        here = [who for who, one in self.people.items() if one.present(day) > 0]
        entitled = {who: self.entitlement(who, day) for who in here}
        before = {who: self.carry(who, day) for who in here}
        given = self.hand(at, entitled, before, most=None)
        total = sum(entitled.values())
        for who in here:
            got = sum(person == who for _, person in given)
            share = Fraction(len(given) * entitled[who], total) if total else Fraction(0)
            self.carries[who, day.year, day.month] = before[who] + share - got
        return given

    def claim(self, who: int, at: datetime) -> int | None:
        """A run with n = 1 for whoever presses."""
        day = shanghai_day(at)
        if not self.people[who].present(day) or not self.entitlement(who, day):
            return None
        entitled = {who: self.entitlement(who, day)}
        given = self.hand(at, entitled, {who: Fraction(0)}, most=1)
        return given[0][0] if given else None

    def hand(
        self,
        at: datetime,
        entitled: dict[int, int],
        carry: dict[int, Fraction],
        most: int | None,
    ) -> list[tuple[int, int]]:
        day, pool = shanghai_day(at), self.waiting(at)
        n, total = len(pool), sum(entitled.values())
        of = {source: sum(x.source == source for x in pool) for source in {x.source for x in pool}}
        given: list[tuple[int, int]] = []
        gone = dict.fromkeys(of, 0)
        while pool and (most is None or len(given) < most):
            k = len(given) + 1
            sources = sorted({lead.source for lead in pool})
            turn = max(sources, key=lambda s: Fraction(of[s] * k, n) - gone[s])
            lead = min(
                (x for x in pool if x.source == turn), key=lambda x: (x.waits_since, x.number)
            )
            pool.remove(lead)
            who = self.whose_turn(lead, k, total, entitled, carry, given, day)
            if who is None:
                continue
            gone[turn] += 1
            given.append((lead.number, who))
            lead.owner, lead.owned_since = who, at
            self.ledger.append((who, day, lead.source))
        return given

    def whose_turn(self, lead, k, total, entitled, carry, given, day) -> int | None:
        got = {who: sum(person == who for _, person in given) for who in entitled}
        may = [
            who
            for who in sorted(entitled)
            if got[who] < entitled[who] and who not in lead.barred(day)
        ]
        if not may:
            return None

        def claim_on_it(who: int) -> Fraction:
            return carry[who] + Fraction(k * entitled[who], total) - got[who]

        most = max(claim_on_it(who) for who in may)
        level = [who for who in may if claim_on_it(who) == most]
        return min(level, key=lambda who: (self.of_source(who, lead.source, day), who))
