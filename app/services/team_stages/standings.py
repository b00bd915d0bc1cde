"""The stage of each team today, out of its start, the settings, and a manager's word
(rules.md §10)."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from app.extensions import db
from app.models.team_stages import TeamStageFix
from app.rules.teams import stages
from app.rules.teams.stages import Fixed, Standing
from app.services import settings
from app.services.people import facts


def of_each(team_ids: Collection[int], day: date) -> dict[int, Standing | None]:
    """None for a team that has not begun yet, or that nobody was ever in."""
    starts, words = facts.team_starts(), fixed(team_ids)
    chosen = settings.of_each(stages.KEYS, day, {one: [f"team:{one}"] for one in team_ids})
    return {
        one: stages.standing(starts.get(one), day, chosen[one], words.get(one)) for one in team_ids
    }


def fixed(team_ids: Collection[int]) -> dict[int, Fixed]:
    """The last word of a manager on each team, where it names a stage."""
    last = select(func.max(TeamStageFix.id)).where(TeamStageFix.team_id.in_(team_ids))
    query = select(TeamStageFix).where(TeamStageFix.id.in_(last.group_by(TeamStageFix.team_id)))
    return {
        one.team_id: Fixed(one.stage, one.since, one.until, one.reason)
        for one in db.session.scalars(query)
        if one.stage and one.until
    }
