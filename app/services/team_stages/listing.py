"""Teams with their stage, why, what it asks for, and what is overdue (rules.md §10)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import MeetingItem, Person
from app.models.team_stages import TeamStageChange, TeamStageTask
from app.rules.meetings.carrying import OPEN
from app.rules.teams.stages import Fixed, Standing
from app.services.guides import reading
from app.services.guides.reading import Guide
from app.services.meetings.within import Who, teams
from app.services.team_stages import standings


@dataclass(frozen=True)
class Given:
    """A prompt as the task that it became."""

    key: str
    text: str
    done_when: str
    holder: str
    due_on: date | None
    state: str

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < clock.today()


@dataclass(frozen=True)
class Staged:
    """A team as its page shows it: `given` are tasks of this stage, `left` open ones of others,
    `fixed` a manager's word that holds today."""

    id: int
    name: str
    standing: Standing | None
    guides: Sequence[Guide]
    given: Sequence[Given]
    left: Sequence[Given]
    past: Sequence[TeamStageChange]
    fixed: Fixed | None = None

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in [*self.given, *self.left])


def of(who: Who, language: str) -> list[Staged]:
    """In as many queries for many teams as for one."""
    found, today = teams(who), clock.today()
    ids = [number for number, _ in found]
    standing, words = standings.of_each(ids, today), standings.fixed(ids)
    guides, tasks, past = reading.everything(language), given(ids), changes(ids)
    return [
        staged(
            (number, name, standing[number]),
            guides,
            tasks[number],
            past[number],
            words.get(number),
        )
        for number, name in found
    ]


def staged(
    team: tuple[int, str, Standing | None],
    guides: Sequence[Guide],
    tasks: Sequence[Given],
    past: Sequence[TeamStageChange],
    word: Fixed | None,
) -> Staged:
    stage = team[2].stage if team[2] else ""
    shown = [one for one in guides if one.used and one.about == stage]
    here = {one.key for one in guides if one.about == stage}
    given_here = [one for one in tasks if one.key in here]
    left = [one for one in tasks if one.key not in here and one.is_open]
    holds = word if word and word.until >= clock.today() else None
    return Staged(*team, shown, given_here, left, past, holds)


def given(team_ids: Collection[int]) -> dict[int, list[Given]]:
    query = (
        select(TeamStageTask, MeetingItem, Person.name)
        .join(MeetingItem, MeetingItem.id == TeamStageTask.item_id)
        .join(Person, Person.id == MeetingItem.holder_id)
        .where(TeamStageTask.team_id.in_(team_ids))
        .order_by(MeetingItem.due_on, MeetingItem.id)
    )
    found: dict[int, list[Given]] = defaultdict(list)
    for task, item, name in db.session.execute(query):
        said = (item.text, item.done_when, name)
        found[task.team_id].append(Given(task.key, *said, item.due_on, item.state))
    return found


def changes(team_ids: Collection[int]) -> dict[int, list[TeamStageChange]]:
    """What was noted, the last one first."""
    query = select(TeamStageChange).where(TeamStageChange.team_id.in_(team_ids))
    found: dict[int, list[TeamStageChange]] = defaultdict(list)
    for one in db.session.scalars(query.order_by(TeamStageChange.nth.desc())):
        found[one.team_id].append(one)
    return found


def stages_of(who: Who) -> dict[int, Standing | None]:
    """The stage alone of every team within reach."""
    return standings.of_each([number for number, _ in teams(who)], clock.today())
