"""Twelve mornings of a team of four, from tests/cases/allocation."""

import csv
import json
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from app.rules.days.shanghai import at, read_instant
from app.rules.defaults import DEFAULTS
from app.rules.leads.allocation import Rep, Waiting, opening_carry, run
from app.rules.leads.quota import Tenure, entitlement, quota

CASE = Path(__file__).parents[2] / "cases" / "allocation"


def rows(name):
    with (CASE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Team:
    """What a database would know: owners, calls, the month's sources, carries."""

    def __init__(self):
        self.logins = [row["login"] for row in rows("people.csv")]
        hired = {r["login"]: date.fromisoformat(r["hired_on"]) for r in rows("people.csv")}
        self.tenures = {login: Tenure(day, min(hired.values())) for login, day in hired.items()}
        self.halves = {(r["login"], r["date"]): float(r["present"]) for r in rows("presence.csv")}
        self.leads = rows("leads.csv")
        self.owners, self.called, self.of_source, self.carry = {}, set(), Counter(), {}

    def half_days(self, login, day):
        return round(2 * self.halves.get((login, day.isoformat()), 1))

    def rep(self, login, day):
        number = quota(self.tenures[login], day, self.half_days(login, day), DEFAULTS).number
        uncalled = sum(o == login and p not in self.called for p, o in self.owners.items())
        had = {source: n for (who, source), n in self.of_source.items() if who == login}
        carry = opening_carry(*self.carry.get(login, (None, None)), day)
        return Rep(self.logins.index(login), entitlement(number, 0, 0, uncalled), carry, had)

    def waiting(self, day):
        arrived = {lead["phone"]: read_instant(lead["received_at"]) for lead in self.leads}
        return [
            Waiting(int(lead["phone"]), lead["source"], arrived[lead["phone"]])
            for lead in self.leads
            if lead["phone"] not in self.owners and arrived[lead["phone"]] <= at(day, "09:00")
        ]

    def morning(self, day):
        present = [login for login in self.logins if self.half_days(login, day)]
        done = run(self.waiting(day), [self.rep(login, day) for login in present])
        handed_out = [(str(h.lead), self.logins[h.rep]) for h in done.hand_outs]
        self.owners |= dict(handed_out)
        self.of_source.update((self.logins[h.rep], h.source) for h in done.hand_outs)
        self.carry |= {self.logins[n]: (carry, day) for n, carry in done.carry.items()}
        return [list(pair) for pair in handed_out]

    def calls(self, day, plan):
        self.called |= {row["phone"] for row in plan if row["day"] == day.isoformat()} & set(
            self.owners
        )


@pytest.fixture(scope="module")
def mornings():
    team, plan, handed_out = Team(), rows("calls-plan.csv"), {}
    for text in (CASE / "days.txt").read_text().split():
        day = date.fromisoformat(text)
        handed_out[text] = team.morning(day)
        team.calls(day, plan)
    return handed_out


EXPECTED = json.loads((CASE / "expected.json").read_text())


@pytest.mark.parametrize("day", EXPECTED)
def test_the_morning_hands_out_exactly_this(mornings, day):
    assert mornings[day] == EXPECTED[day]


def test_no_morning_is_left_out(mornings):
    assert mornings.keys() == EXPECTED.keys()


def test_the_carries_of_a_team_without_absence_sum_to_zero():
    team = Team()
    team.morning(date(2026, 3, 2))
    assert sum(carry for carry, _ in team.carry.values()) == Fraction(0)
