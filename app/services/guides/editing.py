"""A manager puts a text in his own words (rules.md §10)."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models.guides import GuideVersion
from app.services.guides import reading
from app.services.guides.reading import LANGUAGES, TALK, Guide
from app.services.transaction import savepoint, write

LONGEST_TITLE, LONGEST_BODY, LONGEST_TALK = 200, 200, 2_000


@dataclass(frozen=True)
class Words:
    """`seen`: the version that was on the page when it was changed."""

    title: str
    body: str
    used: bool
    seen: int


def one(key: str, language: str) -> Guide:
    """Raises RuleBroken("missing")."""
    if language not in LANGUAGES or key not in reading.shipped():
        raise RuleBroken("missing")
    return reading.guide(reading.shipped()[key], language, reading.latest(language).get(key))


def longest(kind: str) -> int:
    """A task's condition has to fit into a task."""
    return LONGEST_TALK if kind == TALK else LONGEST_BODY


def put(key: str, language: str, words: Words, by_id: int) -> None:
    """The text from now on, in one language; tasks that were given stay as they are.

    Raises RuleBroken("missing" | "guide_title" | "guide_done_when" | "guide_long" |
    "guide_changed"): of two who change the same version the second sees the first's.
    """
    with write():
        known = one(key, language)
        check(known, words)
        if known.version != words.seen:
            raise RuleBroken("guide_changed")
        about = {"key": key, "language": language, "version": words.seen + 1}
        said = {"title": words.title, "body": words.body, "used": words.used}
        row = GuideVersion(**about, **said, at=clock.now(), by_id=by_id)
        try:
            with savepoint():
                db.session.add(row)
                db.session.flush()
        except IntegrityError:
            raise RuleBroken("guide_changed") from None


def check(known: Guide, words: Words) -> None:
    if not words.title:
        raise RuleBroken("guide_title")
    if known.kind in reading.TASKS and not words.body:
        raise RuleBroken("guide_done_when")
    most = longest(known.kind)
    if len(words.title) > LONGEST_TITLE or len(words.body) > most:
        raise RuleBroken("guide_long", title=LONGEST_TITLE, body=most)
