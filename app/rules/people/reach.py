"""How far a grant goes, and for what (rules.md §1)."""

OWN, GROUP, TEAM, ALL = "own", "group", "team", "all"
REACH = (OWN, GROUP, TEAM, ALL)
READ, WRITE = "read", "write"

OWN_PAY = {"own_pay": {READ: OWN, WRITE: OWN}}
