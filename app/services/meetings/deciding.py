"""What becomes of open tasks and questions: ended, split, handed up (rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, or_, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import MeetingCarry, MeetingItem, MeetingItemStep
from app.models.visible import ALL, OWN
from app.rules.meetings import carrying
from app.rules.meetings.carrying import DROPPED, HANDED_UP, OPEN, SPLIT, TASK
from app.rules.meetings.kinds import ABOVE
from app.services.meetings.items import LONGEST, Said, add, check, check_owner
from app.services.meetings.within import Who, locked, team_of
from app.services.transaction import write

FEWEST_PARTS = 2


@dataclass(frozen=True)
class Handed:
    """To whom something goes up, and why."""

    holder_id: int | None
    said: str = field(default="")


def within_reach(item_id: int, who: Who) -> MeetingItem:
    """Locked for a change: his own, or of his team's meetings, or all. Raises RuleBroken("missing" |
    "item_over")."""
    query = select(MeetingItem).where(MeetingItem.id == item_id)
    if who.reach != ALL:
        mine = MeetingItem.holder_id == who.id
        query = query.where(mine if who.reach == OWN else or_(mine, of_team(who)))
    found = db.session.scalar(query.with_for_update())
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
