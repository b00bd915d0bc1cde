from collections.abc import Mapping

from app.errors import RuleBroken
from app.forms.fields import trimmed
from app.services.exams.marking import Mark

POINTS, NOTE, SEEN = "points-", "note-", "seen-"
LONGEST_NOTE = 200


def given(typed: Mapping[str, str]) -> dict[int, Mark]:
    """What was given for the answers of a page, by their numbers; what was left open is left out.

    Raises RuleBroken("mark_note_long" | "mark_step" | "mark_points_missing")."""
    for name, note in typed.items():
        if name.startswith(NOTE) and note and POINTS + name.removeprefix(NOTE) not in typed:
            raise RuleBroken("mark_points_missing")
    numbers = [name.removeprefix(POINTS) for name in typed if name.startswith(POINTS)]
    return {int(one): mark(typed, one) for one in numbers if one.isdecimal() and len(one) < 19}


def mark(typed: Mapping[str, str], number: str) -> Mark:
    note = trimmed(typed.get(NOTE + number))
    if len(note) > LONGEST_NOTE:
        raise RuleBroken("mark_note_long", most=LONGEST_NOTE)
    points = whole(typed[POINTS + number])
    if points is None:
        raise RuleBroken("mark_step")
    return Mark(points, note, whole(typed.get(SEEN + number, "")) or 0)


def whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
