"""What the house advises about the size of a team; it never blocks (rules.md §1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.rules.defaults import Settings
from app.rules.leads.quota import FULL, Tenure, quota
from app.rules.why import Why

KEYS = (
    "team.advised_least",
    "team.advised_most",
    "group.advised_least",
    "group.advised_most",
    "quota.first_month",
    "quota.after_first_month",
    "quota.later",
    "quota.first_step_months",
    "quota.later_step_months",
    "quota.clock",
    "team.supply_days",
)


@dataclass(frozen=True, slots=True)
class GroupSize:
    """A group as far as its size goes: `reps` are its members without the leader."""

    name: str
    reps: int
    has_leader: bool


def team_advice(size: int, settings: Settings) -> list[Why]:
    """A team starts with 3–5 people, past that it may be time for another one (rules.md §1)."""
    least, most = settings["team.advised_least"], settings["team.advised_most"]
    params: dict[str, object] = {"size": size, "least": least, "most": most}
    if size > most:
        return [Why("team_large", params)]
    return [Why("team_small", params)] if 0 < size < least else []


def group_advice(group: GroupSize, settings: Settings) -> list[Why]:
    """A group has a leader and 1–2 reps at the start (rules.md §1); an empty one gets none."""
    if group.reps == 0 and not group.has_leader:
        return []
    found = [] if group.has_leader else [Why("group_without_leader", {"group": group.name})]
    most = settings["group.advised_most"]
    params: dict[str, object] = {"group": group.name, "reps": group.reps, "most": most}
    if group.reps > most:
        found.append(Why("group_large", params))
    elif group.reps < settings["group.advised_least"]:
        found.append(Why("group_small", params))
    return found


def fed_by_supply(
    arrived: int, working_days: int, team_start: date, day: date, settings: Settings
) -> Why | None:
    """The head-count that the supply of precise leads feeds: daily supply ÷ quota (rules.md §1).

    `arrived` precise leads came in on `working_days` working days; the quota is that of a rep as
    old as the team. The supply is said to one decimal, the head-count rounded down but never to
    nobody. None without a supply or a quota.
    """
    each = quota(Tenure(team_start, team_start), day, FULL, settings).number
    if not arrived or not working_days or not each:
        return None
    supply = (arrived * 10 + working_days // 2) // working_days
    shown: dict[str, object] = {"supply": f"{supply // 10}.{supply % 10}", "quota": each}
    return Why("team_supply", {**shown, "heads": max(1, arrived // (working_days * each))})


def advice(size: int, groups: Sequence[GroupSize], settings: Settings) -> list[Why]:
    """Everything there is to advise about a team and its groups, the team first."""
    return team_advice(size, settings) + [
        why for group in groups for why in group_advice(group, settings)
    ]
