"""Who competed for a prize, so that none of them decides on it (rules.md §8.5, §8.7)."""

from collections.abc import Mapping

from app.rules.pay import champions, lines
from app.rules.pay.lines import Line
from app.rules.pay.month import Month

Rosters = Mapping[str, frozenset[int]]


def of(month: Month) -> Rosters:
    """By the name of the contest: all of the company who compete to be champions, and for the PK of
    each team everybody with a working day in one of its groups."""
    competing = frozenset(one.number for one in month.workers if champions.competes(month, one))
    found = {lines.CHAMPION_AMOUNT: competing, lines.CHAMPION_DEALS: competing}
    teams: dict[int, set[int]] = {}
    for worker in month.workers:
        for day in month.own_days(worker):
            team, group = worker.place(day)
            if team is not None and group is not None:
                teams.setdefault(team, set()).add(worker.number)
    return found | {contest(lines.PK, team): frozenset(who) for team, who in teams.items()}


def contest(kind: str, team: int) -> str:
    return f"{kind}:{team}"


def behind(line: Line, rosters: Rosters) -> frozenset[int]:
    """Who competed for this line; nobody where it is no prize. A PK's key names its team."""
    name = line.key.rpartition(":")[0] if line.kind == lines.PK else line.kind
    return rosters.get(name, frozenset())
