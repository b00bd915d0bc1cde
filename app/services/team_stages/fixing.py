"""A manager says which stage a team is in until a day, or that its months speak again
(rules.md §10)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Team
from app.models.team_stages import TeamStageFix
from app.rules.teams.stages import STAGES
from app.services import audit
from app.services.meetings.within import Who, of_his
from app.services.team_stages import noting, standings
from app.services.transaction import write

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Word:
    stage: str
    until: date
    reason: str


def fix(team_id: int, word: Word, who: Who) -> None:
    """The stage from today until a day, whatever the months say; what it asks for becomes tasks.

    Raises RuleBroken("missing" | "stage_unknown" | "stage_until" | "reason_needed" |
    "stage_not_begun").
    """
    today = clock.today()
    check(word, today)
    with write() as session:
        lock(team_id, who)
        if standings.of_each([team_id], today)[team_id] is None:
            raise RuleBroken("stage_not_begun")
        said = {"stage": word.stage, "since": today, "until": word.until, "reason": word.reason}
        session.add(TeamStageFix(team_id=team_id, **said, at=clock.now(), by_id=who.id))
        told = {"stage": word.stage, "until": word.until.isoformat(), "reason": word.reason}
        audit.note("team_stage_fixed", f"team:{team_id}", who.id, **told)
        session.flush()
        noting.note(team_id)


def check(word: Word, today: date) -> None:
    if word.stage not in STAGES:
        raise RuleBroken("stage_unknown")
    if not today <= word.until <= today + LONGEST:
        raise RuleBroken("stage_until", last=today + LONGEST)
    if not word.reason.strip():
        raise RuleBroken("reason_needed")


def release(team_id: int, reason: str, who: Who) -> None:
    """From now on the months speak again. Raises RuleBroken("missing" | "reason_needed" |
    "stage_not_fixed")."""
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write() as session:
        lock(team_id, who)
        word = standings.fixed([team_id]).get(team_id)
        if word is None or word.until < clock.today():
            raise RuleBroken("stage_not_fixed")
        said = {"team_id": team_id, "since": clock.today(), "reason": reason}
        session.add(TeamStageFix(**said, at=clock.now(), by_id=who.id))
        audit.note("team_stage_released", f"team:{team_id}", who.id, reason=reason)
        session.flush()
        noting.note(team_id)


def lock(team_id: int, who: Who) -> None:
    """Within a running `write()`. Raises RuleBroken("missing")."""
    query = select(Team.id).where(Team.id == team_id, of_his(who, Team.id)).with_for_update()
    if db.session.scalar(query) is None:
        raise RuleBroken("missing")
