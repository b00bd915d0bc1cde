"""People whom leads can go to, as a form offers them."""

from app.http import words
from app.rules.leads.claims import Standing
from app.services.hand_outs import giving
from app.services.hand_outs.giving import Seller


def all_of_them() -> list[tuple[int, str]]:
    """Everybody, each with how he stands today: quota and its reason, what he had of it."""
    return [(one.id, f"{one.name} · {stand(one)}") for one in giving.sellers()]


def eligible() -> list[tuple[int, str]]:
    """Those who may get leads today."""
    return [(one.id, one.name) for one in giving.sellers() if one.stopped is None]


def stand(one: Seller) -> str:
    if one.stopped is not None:
        return words.say(one.stopped.code, one.stopped.params)
    quota: Standing = one.standing
    params = {"quota_why": quota.quota.why.as_json(), "taken": quota.taken}
    return words.say("claim_offer", params)
