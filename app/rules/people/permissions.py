"""Who may do what: role × resource × how far × read or write (rules.md §1). Roles add up.

What is not listed is not allowed; "sees no pay" is the absence of a grant.
"""

from collections.abc import Iterable

OWN, GROUP, TEAM, ALL = "own", "group", "team", "all"
REACH = (OWN, GROUP, TEAM, ALL)
READ, WRITE = "read", "write"

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

EVERYBODY = {"account": {READ: OWN, WRITE: OWN}}

REP = {
    "sheet": {READ: OWN, WRITE: OWN},
    "leads": {READ: OWN, WRITE: OWN},
    "claims": {WRITE: OWN},
    "calls": {READ: OWN, WRITE: OWN},
    "board": {READ: OWN},
    "deals": {READ: OWN, WRITE: OWN},
    "figures": {READ: OWN},
    "targets": {READ: OWN},
    "own_pay": {READ: OWN},
    "pk": {READ: OWN},
}

GRANTS: dict[str, dict[str, dict[str, str]]] = {
    "rep": REP,
    "group_leader": {
        **REP,
        "leads": {READ: GROUP, WRITE: OWN},
        "reveals": {WRITE: GROUP},
        "calls": {READ: GROUP, WRITE: OWN},
        "board": {READ: GROUP},
        "deals": {READ: GROUP, WRITE: OWN},
        "figures": {READ: GROUP},
        "targets": {READ: GROUP},
        "pk": {READ: GROUP},
    },
    "supervisor": {
        "sheet": {READ: OWN, WRITE: OWN},
        "leads": {READ: TEAM, WRITE: TEAM},
        "reveals": {WRITE: TEAM},
        "claims": {WRITE: OWN},
        "calls": {READ: TEAM, WRITE: TEAM},
        "voidings": {READ: TEAM, WRITE: TEAM},
        "board": {READ: TEAM},
        "people": {READ: TEAM},
        "presence": {READ: TEAM, WRITE: TEAM},
        "imports": {READ: ALL, WRITE: ALL},
        "exports": {READ: TEAM, WRITE: TEAM},
        "sync_records": {READ: TEAM, WRITE: TEAM},
        "calendar": {READ: ALL},
        "hand_outs": {READ: ALL},
        "hand_overs": {WRITE: TEAM},
        "lead_returns": {READ: TEAM, WRITE: TEAM},
        "clashes": {READ: TEAM, WRITE: TEAM},
        "deals": {READ: TEAM, WRITE: TEAM},
        "figures": {READ: TEAM},
        "targets": {READ: TEAM},
        "own_pay": {READ: OWN},
        "pk": {READ: TEAM, WRITE: TEAM},
        "settings": {READ: ALL},
    },
    "manager": {
        "leads": {READ: ALL, WRITE: ALL},
        "reveals": {READ: ALL, WRITE: ALL},
        "calls": {READ: ALL, WRITE: ALL},
        "voidings": {READ: ALL, WRITE: ALL},
        "board": {READ: ALL},
        "people": {READ: ALL, WRITE: ALL},
        "pay_grades": {READ: ALL, WRITE: ALL},
        "presence": {READ: ALL, WRITE: ALL},
        "imports": {READ: ALL, WRITE: ALL},
        "exports": {READ: ALL, WRITE: ALL},
        "export_approvals": {WRITE: ALL},
        "sync_records": {READ: ALL, WRITE: ALL},
        "calendar": {READ: ALL, WRITE: ALL},
        "do_not_call": {READ: ALL, WRITE: ALL},
        "hand_outs": {READ: ALL, WRITE: ALL},
        "hand_overs": {WRITE: ALL},
        "lead_returns": {READ: ALL, WRITE: ALL},
        "clashes": {READ: ALL, WRITE: ALL},
        "deals": {READ: ALL, WRITE: ALL},
        "deal_confirmations": {WRITE: ALL},
        "products": {READ: ALL, WRITE: ALL},
        "figures": {READ: ALL},
        "targets": {READ: ALL, WRITE: ALL},
        "settings": {READ: ALL, WRITE: ALL},
        "source_tokens": {READ: ALL, WRITE: ALL},
        "setup": {READ: ALL},
        "pay_previews": {READ: ALL},
        "pk": {READ: ALL, WRITE: ALL},
    },
    "trainer": {"people": {READ: ALL}},
    "service": {"leads": {READ: OWN, WRITE: OWN}},
    "researcher": {"board": {READ: ALL}, "figures": {READ: ALL}},
    "assistant": {
        "board": {READ: ALL},
        "figures": {READ: ALL},
        "people": {READ: ALL},
        "presence": {READ: ALL, WRITE: ALL},
        "imports": {READ: ALL, WRITE: ALL},
        "calendar": {READ: ALL},
    },
    "finance": {
        "deals": {READ: ALL, WRITE: ALL},
        "deal_confirmations": {WRITE: ALL},
        "products": {READ: ALL},
        "figures": {READ: ALL},
        "targets": {READ: ALL},
        "imports": {READ: ALL},
        "pay_previews": {READ: ALL},
        "pk": {READ: ALL},
    },
    "owner": {
        "leads": {READ: ALL},
        "reveals": {READ: ALL, WRITE: ALL},
        "calls": {READ: ALL},
        "voidings": {READ: ALL},
        "board": {READ: ALL},
        "people": {READ: ALL},
        "pay_grades": {READ: ALL},
        "presence": {READ: ALL},
        "imports": {READ: ALL},
        "exports": {READ: ALL, WRITE: ALL},
        "export_approvals": {WRITE: ALL},
        "sync_records": {READ: ALL},
        "calendar": {READ: ALL},
        "hand_outs": {READ: ALL},
        "lead_returns": {READ: ALL},
        "clashes": {READ: ALL},
        "deals": {READ: ALL},
        "deal_confirmations": {WRITE: ALL},
        "products": {READ: ALL},
        "figures": {READ: ALL},
        "targets": {READ: ALL},
        "settings": {READ: ALL},
        "pay_previews": {READ: ALL},
        "pk": {READ: ALL},
    },
    "admin": {
        "people": {READ: ALL, WRITE: ALL},
        "imports": {READ: ALL},
        "source_tokens": {READ: ALL, WRITE: ALL},
        "calendar": {READ: ALL, WRITE: ALL},
        "settings": {READ: ALL, WRITE: ALL},
        "audit": {READ: ALL},
        "setup": {READ: ALL},
    },
}


def reach(roles: Iterable[str], resource: str, action: str) -> str | None:
    """How far somebody with these roles may go: own, group, team, all, or None for not at all."""
    tables = [EVERYBODY, *(GRANTS[role] for role in roles if role in GRANTS)]
    found = [table[resource][action] for table in tables if action in table.get(resource, {})]
    return max(found, key=REACH.index, default=None)


def may(roles: Iterable[str], resource: str, action: str) -> bool:
    """Whether these roles allow the action on the resource at all (rules.md §1)."""
    return reach(roles, resource, action) is not None
