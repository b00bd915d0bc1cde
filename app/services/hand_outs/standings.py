from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Lead, Person
from app.models.pool import barred_from, uncalled, waiting
from app.rules.days.working_days import WorkingDays
from app.rules.leads.claims import Offer, Standing, ordinary_offer, precise_offer
from app.rules.leads.quota import Tenure, quota
from app.rules.settings.timeline import Said
from app.services import settings
from app.services.hand_outs import ledger
from app.services.leads import returns
from app.services.onboarding import gate
from app.services.people import facts, working_days

KEYS = (
    "quota.first_month",
    "quota.after_first_month",
    "quota.later",
    "quota.first_step_months",
    "quota.later_step_months",
    "quota.clock",
    "quota.own_number",
    "ordinary.batch",
    "ordinary.holding_cap",
    "recycle.same_rep_days",
)


@dataclass(frozen=True)
class Offers:
    """What the two claim buttons of a rep say now."""

    standing: Standing
    precise: Offer
    ordinary: Offer
    held: int


@dataclass(frozen=True)
class Grounds:
    """What standings of a day rest on. Of precise leads: how many each person had that day, got
    back in quota, and has in hand without a call; `barred`: who has not passed the onboarding."""

    day: date
    calendar: WorkingDays
    taken: Mapping[int, int]
    credits: Mapping[int, int]
    uncalled: Mapping[int, int]
    barred: Collection[int]


def offers(person_id: int) -> Offers:
    """Both claim buttons with their explanation, as of now (rules.md §2.1, §2.2)."""
    day = clock.today()
    about = facts.about(person_id, day)
    chosen = settings.values(KEYS, day, scopes(about))
    standing = standing_of(about, chosen, grounds([person_id], day))
    waits = count("precise", day, person_id, standing.quota.number, chosen)
    standing = replace(standing, waiting=waits)
    held = held_ordinary(person_id)
    room = count("ordinary", day, person_id, chosen["ordinary.batch"], chosen)
    ordinary = ordinary_offer(held, room, about.half_days, chosen)
    return Offers(standing, precise_offer(standing), ordinary, held)


def of_each(
    people: Sequence[Person], day: date, proposed: Said | None = None
) -> dict[int, Standing]:
    """How each of these people stands on a day, in as many queries as for one; with a proposed
    setting as if it had been set."""
    about = facts.of_each(people, day)
    whose = {number: scopes(one) for number, one in about.items()}
    chosen = settings.of_each(KEYS, day, whose, proposed)
    on = grounds(list(about), day)
    return {number: standing_of(one, chosen[number], on) for number, one in about.items()}


def standing_of(about: facts.About, chosen: settings.Values, on: Grounds) -> Standing:
    tenure = Tenure(about.first_day, about.team_start, chosen["quota.own_number"])
    return Standing(
        quota=quota(tenure, on.day, about.half_days, chosen),
        next_working_day=on.calendar.next(on.day),
        taken=on.taken.get(about.person_id, 0),
        credits=on.credits.get(about.person_id, 0),
        uncalled=on.uncalled.get(about.person_id, 0),
        half_days=about.half_days,
        active=about.active,
        working_day=on.calendar.is_working(on.day),
        onboarding_passed=about.person_id not in on.barred,
    )


def grounds(ids: Collection[int], day: date) -> Grounds:
    in_hand = (
        select(Lead.owner_id, func.count())
        .where(Lead.owner_id.in_(ids), uncalled())
        .group_by(Lead.owner_id)
    )
    held = {person_id: n for person_id, n in db.session.execute(in_hand) if person_id}
    had, back = ledger.taken(ids, day), returns.credits(ids, day)
    return Grounds(day, working_days.around(day), had, back, held, gate.barred(ids, day))


def scopes(about: facts.About) -> list[str]:
    return [f"person:{about.person_id}", f"team:{about.team_id}"]


def held_ordinary(person_id: int) -> int:
    query = select(func.count()).where(Lead.owner_id == person_id, Lead.kind == "ordinary")
    return db.session.scalar(query) or 0


def count(kind: str, day: date, person_id: int, most: int, chosen: settings.Values) -> int:
    """How many leads wait for this rep, counted no further than `most`."""
    since = barred_since(day, chosen["recycle.same_rep_days"])
    found = (
        waiting(kind, day, clock.now()).where(~barred_from(person_id, since)).limit(max(most, 1))
    )
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def barred_since(day: date, days: int) -> datetime:
    """Who gave a lead up at this instant or later does not get it on this day: it comes back to the
    same rep after so many days (rules.md §2.3)."""
    return clock.bounds(day - timedelta(days=days - 1))[0]
