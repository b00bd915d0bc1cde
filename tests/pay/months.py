"""Made-up months, small and full of edges: whole companies as plain data.

A month is (facts, period). `months()` is for hypothesis and shrinks; `a_month(Random(n))` is quick.
Such facts fit a folder of CSV files; with `moves` people also change their group, their team, or
become supervisor inside the month, which no such file can say. Every third month is *level*:
everybody did the same, so that contests end in ties.
"""

from random import Random

from hypothesis import strategies as st

from tests.pay import days, measures
from tests.pay.days import Period
from tests.pay.facts import PERSON, TEAM, Facts, Target
from tests.pay.made_up_calls import calls, presences
from tests.pay.made_up_deals import deals
from tests.pay.made_up_people import level_person, moved, person, predecessor

# Few working days and a make-up day at the end · a quarter's end · begins with a holiday and ends on
# a Sunday · a quarter's end · a make-up day near a quarter's end · ends on a Sunday, the second with
# its quarter.
MONTHS = ("2026-02", "2026-03", "2026-05", "2026-06", "2025-09", "2025-11", "2024-06")

Month = tuple[Facts, Period]


def months(moves: bool = False) -> st.SearchStrategy[Month]:
    return st.randoms(use_true_random=False).map(lambda chance: a_month(chance, moves))


def a_month(chance: Random, moves: bool = False) -> Month:
    period, level = days.month(chance.choice(MONTHS)), chance.randrange(3) == 2
    young, make = chance.randrange(3) == 2, level_person if level else person
    people = tuple(make(chance, n, period, young) for n in range(1, chance.randint(1, 8) + 1))
    if young and chance.randrange(2):
        people = (predecessor(people[0], period), *people[1:])
    if moves:
        people = tuple(moved(chance, one, period) for one in people)
    facts = Facts(
        people=people,
        deals=deals(chance, people, period, level),
        calls=tuple(call for one in people for call in calls(chance, one, period, level)),
        presence=dict(noted for one in people for noted in presences(chance, one, period)),
    )
    return facts.aiming_at(targets(chance, facts, period)), period


def targets(chance: Random, facts: Facts, period: Period) -> tuple[Target, ...]:
    """Often what was reached exactly; a fen more, far less, nothing, or of another measure."""
    quarter = days.quarter_ending_in(period)
    return tuple(
        target
        for one in [period, *([quarter] if quarter else [])]
        for (scope, owner), fen in reached(facts, one).items()
        for target in chance.choice(targets_of(scope, owner, one.name, fen))
    )


def reached(facts: Facts, period: Period) -> dict[tuple[str, str], int]:
    own = {(PERSON, p.login): measures.amount(facts, p, period) for p in facts.people}
    teams = sorted({team for p in facts.people for _, (team, _) in p.places})
    return own | {(TEAM, team): measures.team_amount(facts, team, period) for team in teams}


def targets_of(scope: str, owner: str, period: str, fen: int) -> list[list[Target]]:
    far_less = fen - 50_010_01 if fen > 50_010_01 else fen // 2
    values = [fen, fen, fen + 1, far_less, far_less, 1, 0]
    of_amount = [[Target(scope, owner, "amount", period, value)] for value in values]
    return [[], [Target(scope, owner, "workload", period, 60_00)], *of_amount]
