"""A team comes to another stage: that is noted once, and the prompts of the stage become tasks of
its supervisor, each once (rules.md §10)."""

from datetime import date

from sqlalchemy import or_, select

from app import clock
from app.extensions import db, queue
from app.models import Person, RoleGrant, Team
from app.models.team_stages import TeamStageChange, TeamStageTask
from app.models.visible import places_on
from app.rules.meetings.carrying import TASK
from app.rules.teams.stages import Standing
from app.services import settings
from app.services.guides import reading
from app.services.guides.reading import TASKS, Guide
from app.services.meetings import items
from app.services.meetings.items import Said
from app.services.people import working_days
from app.services.team_stages import standings
from app.services.transaction import write

FIRST, NEXT = KEYS = (
    "team_stage.first_task_working_days",
    "team_stage.next_task_working_days",
)
LEADS = "supervisor"


@queue.hourly
def note_team_stages() -> None:
    """Notes each team's stage where it changed, and gives the tasks that were not given yet."""
    for team_id in db.session.scalars(select(Team.id).order_by(Team.id)).all():
        note(team_id)


def note(team_id: int) -> None:
    """Of two that note the same team at once the second waits and finds it done."""
    with write() as session:
        session.scalars(select(Team).where(Team.id == team_id).with_for_update()).one()
        standing = standings.of_each([team_id], clock.today())[team_id]
        if standing is None:
            return
        keep(team_id, standing)
        give(team_id, standing.stage)


def keep(team_id: int, standing: Standing) -> None:
    last = db.session.scalar(
        select(TeamStageChange)
        .where(TeamStageChange.team_id == team_id)
        .order_by(TeamStageChange.nth.desc())
        .limit(1)
    )
    if last is not None and last.stage == standing.stage:
        return
    nth = last.nth + 1 if last else 1
    said = {"stage": standing.stage, "since": standing.since, "why": standing.why.as_json()}
    db.session.add(TeamStageChange(team_id=team_id, nth=nth, **said, at=clock.now()))
    db.session.flush()


def supervisor(team_id: int, day: date) -> Person | None:
    """Who leads the team on a day; of several the one with the lowest number."""
    places = places_on(day)
    leads = select(RoleGrant.person_id).where(RoleGrant.role == LEADS, RoleGrant.until.is_(None))
    query = (
        select(Person)
        .join(places, places.c.person_id == Person.id)
        .where(places.c.team_id == team_id, Person.id.in_(leads), Person.hired_on <= day)
        .where(Person.disabled_at.is_(None), or_(Person.left_on.is_(None), Person.left_on >= day))
    )
    return db.session.scalar(query.order_by(Person.id).limit(1))


def give(team_id: int, stage: str) -> None:
    """Each prompt of the stage that asks for something, in the supervisor's language, one due after
    the other; where nobody leads the team they wait."""
    today = clock.today()
    leader = supervisor(team_id, today)
    if leader is None:
        return
    given = select(TeamStageTask.key).where(TeamStageTask.team_id == team_id)
    known = set(db.session.scalars(given))
    guides = [one for one in reading.of([stage], leader.language) if one.kind in TASKS]
    waiting = [one for one in guides if one.key not in known]
    chosen, calendar = settings.values(KEYS, today), working_days.around(today)
    for n, one in enumerate(waiting):
        due = calendar.add(today, chosen[FIRST] + n * chosen[NEXT])
        item_id = items.give(task(team_id, one, leader.id, due), leader.id)
        db.session.add(TeamStageTask(team_id=team_id, key=one.key, item_id=item_id))
    db.session.flush()


def task(team_id: int, one: Guide, owner_id: int, due: date) -> Said:
    return Said(f"team-stage:{team_id}:{one.key}", TASK, one.title, owner_id, due, one.body)
