"""A rep gives a lead back: for which reasons, and what each means (rules.md §2.2, §2.3)."""

from dataclasses import dataclass

WRONG_NUMBER, DUPLICATE, OTHER_TRADE, OTHER = "wrong_number", "duplicate", "other_trade", "other"


@dataclass(frozen=True)
class Reason:
    """`gone`: the lead leaves the pool. `credit`: confirmed by a supervisor, it gives the quota
    back. `explained`: a note says what the reason is."""

    code: str
    gone: bool = False
    credit: bool = False
    explained: bool = False


REASONS = {
    reason.code: reason
    for reason in (
        Reason(WRONG_NUMBER, gone=True, credit=True),
        Reason(DUPLICATE, gone=True, credit=True),
        Reason(OTHER_TRADE),
        Reason(OTHER, explained=True),
    )
}
