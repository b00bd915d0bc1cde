"""Who may decide on a line (rules.md §8, how money moves)."""

from collections.abc import Collection

from app.rules.pay.lines import BY_RULE

OWN, PROPOSER, ROSTER = "award_own", "award_proposer", "award_roster"


def needed(kind: str) -> bool:
    """Every line but base pay and commission by rule needs somebody's approval."""
    return kind not in BY_RULE


def barred(by: int, payee: int, proposer: int | None, roster: Collection[int]) -> str | None:
    """Why somebody decides neither way on a line: it is his own, he proposed it by hand, or it is a
    prize for which he competed. None where nothing is in the way."""
    if by == payee:
        return OWN
    if by == proposer:
        return PROPOSER
    return ROSTER if by in roster else None
