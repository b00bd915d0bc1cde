"""Raising things at a meeting, and what becomes of them (rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Meeting, MeetingCarry, MeetingItem, MeetingItemStep, Person
from app.models.visible import ALL
from app.rules.meetings import carrying
from app.rules.meetings.carrying import DROPPED, HANDED_UP, OPEN, SPLIT, TASK, TYPES
from app.rules.meetings.kinds import ABOVE
from app.services.meetings.within import Who, locked, team_of
from app.services.transaction import write

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


@dataclass(frozen=True)
class Handed:
    """To whom something goes up, and why."""

    holder_id: int | None
    said: str = field(default="")


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


def within_reach(item_id: int, who: Who) -> MeetingItem:
    """Locked for a change: his own, or of his team's meetings, or all. Raises RuleBroken("missing" |
    "item_over")."""
    query = select(MeetingItem).where(MeetingItem.id == item_id)
    if who.reach != ALL:
        mine = MeetingItem.holder_id == who.id
        query = query.where(mine if who.reach == "own" else or_(mine, of_team(who)))
    found = db.session.scalar(query.with_for_update(of=MeetingItem))
    if found is None:
        raise RuleBroken("missing")
    if found.state != OPEN:
        raise RuleBroken("item_over")
    return found


def of_team(who: Who) -> ColumnElement[bool]:
    return MeetingItem.team_id == team_of(who)


def end(item_id: int, said: str, who: Who, *, dropped: bool = False) -> None:
    """Done, answered, or not to be done after all; a question needs its answer, and what is dropped
    a reason. Raises what `within_reach` refuses and RuleBroken("item_said")."""
    with write():
        item = within_reach(item_id, who)
        if not said and (dropped or item.type != TASK):
            raise RuleBroken("item_said")
        state = DROPPED if dropped else carrying.ended_by(item.type)
        step(item, state, said, who)
        item.state, item.ended_at = state, clock.now()


def split(item_id: int, meeting_id: int, parts: Sequence[Said], who: Who) -> list[int]:
    """Two or more smaller ones take its place at an open meeting, each with an age of its own.

    Raises RuleBroken("split_few") and what `check` and `within_reach` refuse.
    """
    if len(parts) < FEWEST_PARTS:
        raise RuleBroken("split_few")
    for one in parts:
        check(one)
    with write():
        meeting, item = locked(meeting_id, who), within_reach(item_id, who)
        if any(one.type != item.type for one in parts):
            raise RuleBroken("item_type")
        made = [add(one, meeting, who.id, parent=item).id for one in parts]
        step(item, SPLIT, " · ".join(one.text for one in parts)[:LONGEST], who)
        item.state, item.ended_at = SPLIT, clock.now()
        return made


def hand_up(item_id: int, handed: Handed, who: Who) -> None:
    """The same object goes to a higher meeting, and to whom it says; its age goes on. Raises
    RuleBroken("item_said" | "item_owner_unknown" | "item_no_meeting") and what `within_reach`
    refuses."""
    if not handed.said:
        raise RuleBroken("item_said")
    with write():
        item = within_reach(item_id, who)
        if item.kind is None:
            raise RuleBroken("item_no_meeting")
        check_owner(handed.holder_id)
        if handed.holder_id is not None and item.holder_id is not None:
            item.holder_id = handed.holder_id
        step(item, HANDED_UP, handed.said, who)
        item.kind, item.times_below = ABOVE[item.kind], times(item_id)


def times(item_id: int) -> int:
    """How often it came up again so far."""
    came = select(func.count()).where(MeetingCarry.item_id == item_id)
    return db.session.scalar(came) or 0


def step(item: MeetingItem, what: str, said: str, who: Who) -> None:
    about = {"at": clock.now(), "by_id": who.id, "holder_id": item.holder_id}
    db.session.add(MeetingItemStep(item_id=item.id, what=what, said=said[:LONGEST], **about))
    db.session.flush()
