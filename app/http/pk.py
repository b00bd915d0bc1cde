"""Contests of the month and rounds, within the reach of who looks (rules.md §8.7)."""

from datetime import date

from flask import abort
from flask_login import current_user

from app.http import access
from app.models import PkRound
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.rules.pay.rounds import COMING, WITHDRAWN
from app.rules.people.permissions import ALL, READ, TEAM
from app.services.pay import contests, rounds
from app.services.pay.rounds import Who


def who(action: str = READ) -> Who:
    return Who(current_user.id, access.reach("pk", action))


def seen(found: PkRound) -> dict[str, object]:
    """A round with how it stands, if it has begun."""
    state = rounds.state(found)
    stands = contests.results(found) if state not in (COMING, WITHDRAWN) else None
    return {"round": found, "state": state, "stands": stands}


def page(round_id: int) -> dict[str, object]:
    return seen(rounds.one(round_id, who()) or abort(404))


def opens(month: date) -> str:
    """The period whose calls and deals open behind the groups of a month; nothing for who sees no
    figures of other groups."""
    far = access.can("figures") and access.reach("figures") in (TEAM, ALL)
    return periods.containing(MONTH, month).code if far else ""


def by_state() -> list[dict[str, object]]:
    """The rounds of the list."""
    return [{"round": one, "state": rounds.state(one)} for one in rounds.listed(who())]
