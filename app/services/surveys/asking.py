"""One question to the customer after a deal, behind a link that shows nothing of him (rules.md §12)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Deal, Survey
from app.services import audit
from app.services.accounts.tokens import hashed
from app.services.customers.within import Who
from app.services.deals import within
from app.services.transaction import write

LASTS = timedelta(days=14)
BYTES = 12
BEST, LONGEST = 5, 500


@dataclass(frozen=True)
class Said:
    """What the customer said: 1 to 5, and a remark if he made one."""

    score: int
    remark: str = ""


def ask(deal_id: int, who: Who) -> str:
    """A new link for the customer of a deal within reach, good for 14 days; older ones of it end.

    Raises RuleBroken("missing" | "deal_withdrawn" | "survey_answered").
    """
    with write() as session:
        within.locked(deal_id, who)
        if answered(deal_id):
            raise RuleBroken("survey_answered")
        now, token = clock.now(), secrets.token_urlsafe(BYTES)
        older = update(Survey).where(Survey.deal_id == deal_id, Survey.ends_at > now)
        session.execute(older.where(Survey.made_at < now).values(ends_at=now))
        asked = {"made_at": now, "made_by_id": who.id, "ends_at": now + LASTS}
        session.add(Survey(token_hash=hashed(token), deal_id=deal_id, **asked))
        audit.note("survey_asked", f"deal:{deal_id}", who.id)
        return token


def answered(deal_id: int) -> Survey | None:
    """What the customer of a deal answered, if he did."""
    query = select(Survey).where(Survey.deal_id == deal_id, Survey.answered_at.is_not(None))
    found: Survey | None = db.session.scalar(query)
    return found


def is_open(token: str) -> bool:
    """Whether the link can be answered still."""
    open_ones = (Survey.answered_at.is_(None), Survey.ends_at > clock.now())
    query = select(func.count()).where(Survey.token_hash == hashed(token), *open_ones)
    return bool(db.session.scalar(query))


def answer(token: str, said: Said) -> None:
    """Keeps an answer, once for each link and deal, whichever of two comes first.

    Raises RuleBroken("survey_over" | "survey_score" | "survey_long").
    """
    if not 1 <= said.score <= BEST:
        raise RuleBroken("survey_score")
    if len(said.remark) > LONGEST:
        raise RuleBroken("survey_long", most=LONGEST)
    with write() as session:
        survey = locked(token)
        now = clock.now()
        if survey is None or survey.ends_at <= now or answered(survey.deal_id):
            raise RuleBroken("survey_over")
        survey.answered_at, survey.answered_on = now, clock.day_of(now)
        survey.score, survey.remark = said.score, said.remark
        session.flush()


def locked(token: str) -> Survey | None:
    """The survey of a link, with its deal locked: two links of one deal wait for each other."""
    mine = select(Survey).where(Survey.token_hash == hashed(token))
    deal = select(Deal.id).where(Deal.id.in_(mine.with_only_columns(Survey.deal_id)))
    db.session.scalar(deal.with_for_update())
    found: Survey | None = db.session.scalar(mine)
    return found
