from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import HandOut, Lead
from app.models.pool import barred_from, uncalled, waiting
from app.rules.leads.claims import Offer, Standing, ordinary_offer, precise_offer
from app.rules.leads.quota import Tenure, quota
from app.services import settings
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


def offers(person_id: int) -> Offers:
    """Both claim buttons with their explanation, as of now (rules.md §2.1, §2.2)."""
    day = clock.today()
    about = facts.about(person_id, day)
    chosen = settings.values(KEYS, day, scopes(person_id, about.team_id))
    standing = standing_of(about, day, chosen)
    held = held_ordinary(person_id)
    room = count("ordinary", day, person_id, chosen["ordinary.batch"], chosen)
    ordinary = ordinary_offer(held, room, about.half_days, chosen)
    return Offers(standing, precise_offer(standing), ordinary, held)


def standing_of(about: facts.About, day: date, chosen: settings.Values) -> Standing:
    days = working_days.around(day)
    tenure = Tenure(about.first_day, about.team_start, chosen["quota.own_number"])
    allowed = quota(tenure, day, about.half_days, chosen)
    return Standing(
        quota=allowed,
        next_working_day=days.next(day),
        taken=taken(about.person_id, day),
        uncalled=db.session.scalar(
            select(func.count()).select_from(uncalled(about.person_id).subquery())
        )
        or 0,
        waiting=count("precise", day, about.person_id, allowed.number, chosen),
        half_days=about.half_days,
        active=about.active,
        working_day=days.is_working(day),
    )


def scopes(person_id: int, team_id: int | None) -> list[str]:
    return [f"person:{person_id}", f"team:{team_id}"]


def taken(person_id: int, day: date) -> int:
    query = select(func.count()).where(
        HandOut.person_id == person_id,
        HandOut.day == day,
        HandOut.kind == "precise",
        HandOut.counts,
    )
    return db.session.scalar(query) or 0


def held_ordinary(person_id: int) -> int:
    query = select(func.count()).where(Lead.owner_id == person_id, Lead.kind == "ordinary")
    return db.session.scalar(query) or 0


def count(kind: str, day: date, person_id: int, most: int, chosen: settings.Values) -> int:
    """How many leads wait for this rep, counted no further than `most`."""
    since = clock.now() - timedelta(days=chosen["recycle.same_rep_days"])
    found = waiting(kind, day).where(~barred_from(person_id, since)).limit(max(most, 1))
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
