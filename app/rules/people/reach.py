"""How far a grant goes, and for what (rules.md §1)."""

OWN, GROUP, TEAM, ALL = "own", "group", "team", "all"
REACH = (OWN, GROUP, TEAM, ALL)
READ, WRITE = "read", "write"

OWN_PAY = {"own_pay": {READ: OWN, WRITE: OWN}}

# Who takes exams practises what he got wrong, unseen by others (rules.md §7).
OWN_EXAMS = {"exams": {READ: OWN, WRITE: OWN}, "practice": {READ: OWN, WRITE: OWN}}
