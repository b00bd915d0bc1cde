"""What those who call may do: reps, group leaders, supervisors (rules.md §1)."""

from app.rules.people.reach import ALL, GROUP, OWN, OWN_PAY, READ, TEAM, WRITE

REP = {
    **OWN_PAY,
    "sheet": {READ: OWN, WRITE: OWN},
    "leads": {READ: OWN, WRITE: OWN},
    "claims": {WRITE: OWN},
    "calls": {READ: OWN, WRITE: OWN},
    "complaints": {WRITE: OWN},
    "board": {READ: OWN},
    "deals": {READ: OWN, WRITE: OWN},
    "figures": {READ: OWN},
    "targets": {READ: OWN},
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
    },
    "supervisor": {
        **OWN_PAY,
        "award_proposals": {READ: TEAM, WRITE: TEAM},
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
        "complaints": {READ: TEAM, WRITE: TEAM},
        "complaint_liftings": {WRITE: TEAM},
        "deals": {READ: TEAM, WRITE: TEAM},
        "figures": {READ: TEAM},
        "targets": {READ: TEAM},
        "settings": {READ: ALL},
        "pay_plans": {READ: ALL},
    },
}
