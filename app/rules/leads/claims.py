from dataclasses import dataclass
from datetime import date

from app.rules.defaults import Settings
from app.rules.leads.quota import ABSENT, Quota, entitlement
from app.rules.why import Why


@dataclass(frozen=True, slots=True)
class Standing:
    """A rep at an instant, as far as getting leads goes. Counts are of precise leads: `taken` and
    `credits` of today, `uncalled` in hand, `waiting` in the pool for this rep."""

    quota: Quota
    next_working_day: date
    taken: int = 0
    credits: int = 0
    uncalled: int = 0
    waiting: int = 0
    half_days: int = 2
    active: bool = True
    working_day: bool = True
    onboarding_passed: bool = True

    @property
    def entitlement(self) -> int:
        return entitlement(self.quota.number, self.taken, self.credits, self.uncalled)


@dataclass(frozen=True, slots=True)
class Offer:
    """How many leads the button may give now, with its explanation; 0 comes with a refusal."""

    count: int
    why: Why
    refusal: Why | None = None


def barrier(rep: Standing) -> Why | None:
    """Why no precise lead may come to this rep today at all; None for somebody eligible.

    Eligible: active, present that day, onboarding passed; a free day has no quota
    (rules.md §2.1, §2.2).
    """
    if not rep.active:
        return Why("claim_inactive", {})
    if not rep.working_day:
        return Why("claim_free_day", {"next": rep.next_working_day})
    if rep.half_days == ABSENT:
        return Why("claim_absent", {"next": rep.next_working_day})
    if not rep.onboarding_passed:
        return Why("claim_onboarding", {})
    return None


def refusal(rep: Standing) -> Why | None:
    """Why a claim of a precise lead is refused, and until when; None if it is not
    (rules.md §2.2)."""
    return barrier(rep) or exhausted(rep) or nothing_waiting(rep)


def exhausted(rep: Standing) -> Why | None:
    """Why the entitlement is used up: for today, or until leads in hand are called."""
    if rep.entitlement > 0:
        return None
    number = rep.quota.number
    if number - rep.taken + rep.credits <= 0:
        params: dict[str, object] = {"taken": rep.taken, "quota": number}
        return Why("claim_quota_taken", {**params, "next": rep.next_working_day})
    return Why(
        "claim_uncalled",
        {"uncalled": rep.uncalled, "quota": number, "to_call": rep.uncalled - number + 1},
    )


def nothing_waiting(rep: Standing) -> Why | None:
    return None if rep.waiting else Why("claim_nothing_waiting", {})


def precise_offer(rep: Standing) -> Offer:
    """The claim button of precise leads: how many, its explanation, or why it is closed.

    The explanation names the quota with its own reason and what was taken (rules.md §2.1, §2.2).
    """
    refused = refusal(rep)
    count = 0 if refused else min(rep.entitlement, rep.waiting)
    params = {"count": count, "taken": rep.taken, "quota_why": rep.quota.why.as_json()}
    return Offer(count, Why("claim_offer", params), refused)


def ordinary_offer(held: int, waiting: int, half_days: int, settings: Settings) -> Offer:
    """The claim button of ordinary leads: a batch, never past the holding cap (rules.md §2.2).

    `held` are ordinary leads in hand. The absent get none (rules.md §1); training is no bar.
    """
    cap = settings["ordinary.holding_cap"]
    count = max(0, min(settings["ordinary.batch"], cap - held, waiting))
    why = Why("claim_ordinary_offer", {"count": count, "held": held, "cap": cap})
    if half_days == ABSENT:
        return Offer(0, why, Why("claim_absent_ordinary", {}))
    if held >= cap:
        return Offer(0, why, Why("claim_holding_cap", {"held": held, "cap": cap}))
    return Offer(count, why, nothing_ordinary(waiting))


def nothing_ordinary(waiting: int) -> Why | None:
    return None if waiting else Why("claim_no_ordinary", {})
