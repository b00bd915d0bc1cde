"""The goals of the day are set at its meeting (rules.md §9)."""

from collections.abc import Mapping

from app.errors import RuleBroken
from app.services.day_goals import setting
from app.services.day_goals.setting import Key
from app.services.meetings.within import Who, locked, members
from app.services.transaction import write


def put(meeting_id: int, numbers: Mapping[Key, int], who: Who) -> None:
    """Sets the goals of the meeting's day for people of its team, in hundredths. Raises what
    `locked` and `setting.put` refuse, and RuleBroken("missing") for anybody else."""
    with write():
        meeting = locked(meeting_id, who)
        there = {one.id for one in members(meeting.team_id, meeting.day)}
        if not there.issuperset(person for person, _ in numbers):
            raise RuleBroken("missing")
        setting.put(numbers, meeting.day, who.id)
