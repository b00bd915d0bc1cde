"""Answers to an exam on their way between a device and the server (rules.md §7, sync.md)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app import clock
from app.errors import RuleBroken
from app.http import wire
from app.models import Attempt
from app.services.exams import sitting
from app.services.exams.answering import Given, Kept
from app.services.exams.sitting import Sitting

MOST, MOST_WORDS, LONGEST, LONGEST_NAME = 50, 200, 4000, 40
HIGHEST = 2**31
STATUSES = {"exam_answers_malformed": 400, "missing": 404}
ODD = (TypeError, ValueError, KeyError, OverflowError, RecursionError)
PAGE = "page"  # the device of answers that came without a script


def sent_by(person_id: int) -> list[Given]:
    """A batch of a device. Raises RuleBroken("exam_answers_malformed" | "exam_other_user")."""
    try:
        body = request.get_json()
        user, given = int(body["user"]), batch(body["device"], list(body["answers"]))
    except ODD as refusal:
        raise RuleBroken("exam_answers_malformed") from refusal
    if user != person_id:
        raise RuleBroken("exam_other_user")
    return given


def batch(device: str, answers: list[dict[str, Any]]) -> list[Given]:
    if not isinstance(device, str) or not 0 < len(device) <= LONGEST_NAME:
        raise ValueError
    if clean(device) != device or len(answers) > MOST:
        raise ValueError
    return [read(device, one) for one in answers]


def read(device: str, one: dict[str, Any]) -> Given:
    said = tuple(clean(text) for text in texts(one["said"]))
    return Given(number(one["place"]), device, number(one["seq"]), said, instant(one.get("at")))


def texts(said: object) -> list[str]:
    """What an answer says, whole: none of it is cut off or guessed at."""
    if not isinstance(said, list) or len(said) > MOST_WORDS:
        raise ValueError
    if any(not isinstance(text, str) or len(text) > LONGEST for text in said):
        raise ValueError
    return said


def clean(text: str) -> str:
    """As the database can keep it."""
    kept = text.replace("\0", "")[:LONGEST]
    return kept.encode(errors="replace").decode()


def number(value: object) -> int:
    if type(value) is not int or not 0 < value < HIGHEST:
        raise ValueError
    return value


def instant(value: object) -> datetime | None:
    """What the device's clock says, as far as it makes sense."""
    try:
        found = datetime.fromisoformat(str(value))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def from_page(sat: Sitting, seq: int) -> list[Given]:
    """What a form without script says otherwise than what holds."""
    said = {one.place: words(one.place) for one in sat.questions}
    news = [p for p, text in said.items() if told(text) != told(sat.said.get(p, ()))]
    return [Given(place, PAGE, seq + nth, said[place]) for nth, place in enumerate(news)]


def told(said: tuple[str, ...]) -> tuple[str, ...]:
    """Blanks that are all empty say nothing."""
    return said if any(said) else ()


def words(place: int) -> tuple[str, ...]:
    return tuple(clean(one).strip() for one in request.form.getlist(f"said-{place}"))


def late_words(kept: Sequence[Kept]) -> str:
    """What is said of answers that came after the end; nothing where all came in time."""
    late = sum(one.late for one in kept)
    if not late:
        return ""
    return ngettext(
        "%(num)s 个答案在时间到以后才送到,都留着,由培训师决定算不算。",
        "%(num)s 个答案在时间到以后才送到,都留着,由培训师决定算不算。",
        late,
    )


def state(attempt: Attempt, kept: Sequence[Kept]) -> ResponseReturnValue:
    """What holds now on the server, and what became of each answer that was sent."""
    return jsonify(
        proto=wire.PROTO,
        server_time=wire.instant(clock.now()),
        over=not sitting.is_running(attempt),
        upto=sitting.last_arrived(attempt.id),
        said={str(place): list(said) for place, said in sitting.said(attempt.id).items()},
        results=[{"id": one.id, "late": one.late} for one in kept],
    )
