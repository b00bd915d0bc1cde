"""Who may do what: role × resource × how far × read or write (rules.md §1). Roles add up.

What is not listed is not allowed; "sees no pay" is the absence of a grant.
"""

from collections.abc import Iterable

from app.rules.people import calling_grants, office_grants
from app.rules.people.reach import ALL, GROUP, OWN, REACH, READ, TEAM, WRITE

__all__ = ["ALL", "GRANTS", "GROUP", "OWN", "REACH", "READ", "ROLES", "TEAM", "WRITE"]

ROLES = (
    "rep",
    "group_leader",
    "supervisor",
    "manager",
    "trainer",
    "service",
    "researcher",
    "assistant",
    "finance",
    "owner",
    "admin",
)

EVERYBODY = {
    "account": {READ: OWN, WRITE: OWN},
    "tasks": {READ: OWN, WRITE: OWN},
    "coaching": {READ: OWN},
    "meetings": {READ: TEAM},
    "meeting_notes": {WRITE: TEAM},
}
GRANTS = {**calling_grants.GRANTS, **office_grants.GRANTS}


def reach(roles: Iterable[str], resource: str, action: str) -> str | None:
    """How far somebody with these roles may go: own, group, team, all, or None for not at all."""
    tables = [EVERYBODY, *(GRANTS[role] for role in roles if role in GRANTS)]
    found = [table[resource][action] for table in tables if action in table.get(resource, {})]
    return max(found, key=REACH.index, default=None)


def may(roles: Iterable[str], resource: str, action: str) -> bool:
    """Whether these roles allow the action on the resource at all (rules.md §1)."""
    return reach(roles, resource, action) is not None
