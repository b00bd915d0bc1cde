"""Raising things at a meeting, and what becomes of them (rules.md §9)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Meeting, MeetingItem, Person
from app.rules.meetings import carrying
from app.rules.meetings.carrying import TASK, TYPES
from app.services.meetings.within import Who, locked
from app.services.transaction import looks_again, write

LONGEST, LONGEST_CONDITION = 500, 200
LATEST = timedelta(days=366)
FEWEST_PARTS = 2


@dataclass(frozen=True)
class Said:
    """What somebody raises; `uuid` is made by who asks, so that sending it twice raises it once."""

    uuid: str
    type: str
    text: str
    owner_id: int | None = None
    due_on: date | None = None
    done_when: str = ""


def check(said: Said) -> None:
    """Raises RuleBroken("item_type" | "item_empty" | "item_long" | "task_owner" | "task_due" |
    "task_due_past" | "task_due_far" | "task_done_when")."""
    if said.type not in TYPES:
        raise RuleBroken("item_type")
    if not said.text:
        raise RuleBroken("item_empty")
    if len(said.text) > LONGEST or len(said.done_when) > LONGEST_CONDITION:
        raise RuleBroken("item_long", most=LONGEST)
    if said.type == TASK:
        check_task(said)


def check_task(said: Said) -> None:
    """A task has one owner, a day by which it is due, and a condition by which it is done."""
    if said.owner_id is None:
        raise RuleBroken("task_owner")
    if said.due_on is None:
        raise RuleBroken("task_due")
    if said.due_on < clock.today():
        raise RuleBroken("task_due_past")
    if said.due_on > clock.today() + LATEST:
        raise RuleBroken("task_due_far")
    if not said.done_when:
        raise RuleBroken("task_done_when")


def raise_item(meeting_id: int, said: Said, who: Who) -> int:
    """Keeps what was raised, for good. Raises what `check` and `within.locked` refuse, and
    RuleBroken("item_owner_unknown") for an owner who is not employed."""
    check(said)
    with write():
        meeting = locked(meeting_id, who)
        return known(said.uuid) or add(said, meeting, who.id).id


@looks_again
def give(said: Said, by_id: int) -> int:
    """A task outside of any meeting: it stands with its owner, and comes up at none."""
    check(said)
    with write():
        return known(said.uuid) or add(said, None, by_id).id


def known(uuid: str) -> int | None:
    return db.session.scalar(select(MeetingItem.id).where(MeetingItem.uuid == uuid))


def add(
    said: Said, meeting: Meeting | None, by_id: int, parent: MeetingItem | None = None
) -> MeetingItem:
    check_owner(said.owner_id)
    task = said.type == TASK
    owner = said.owner_id if task else None
    made = MeetingItem(
        uuid=said.uuid,
        **({"meeting_id": meeting.id, "team_id": meeting.team_id} if meeting else {}),
        kind=parent.kind if parent else meeting.kind if meeting else None,
        type=said.type,
        text=said.text,
        owner_id=owner,
        holder_id=owner,
        due_on=said.due_on if task else None,
        done_when=said.done_when if task else "",
        parent_id=parent.id if parent else None,
        made_on=clock.today(),
        made_at=clock.now(),
        made_by_id=by_id,
        state=carrying.state_of(said.type),
    )
    db.session.add(made)
    db.session.flush()
    return made


def check_owner(person_id: int | None) -> None:
    if person_id is None:
        return
    person = db.session.get(Person, person_id)
    if person is None or not person.may_enter(clock.today()):
        raise RuleBroken("item_owner_unknown")
