"""What helps a supervisor: what to watch for, do and train at a stage, and what to talk about when a
signal stands. It ships in both languages; a manager's own version comes first (rules.md §10)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models.guides import GuideVersion

WATCH, DO, TRAIN, ADVICE, TALK = KINDS = ("watch", "do", "train", "advice", "talk")
TASKS = (DO, TRAIN)
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Guide:
    """A text with what it is about: a stage or a signal. `body`: of a task when it is done, of a talk
    all of it. `version`: 0 as shipped, else a manager's; `used`: whether it is shown."""

    key: str
    kind: str
    about: str
    title: str
    body: str
    version: int = 0
    used: bool = True


@cache
def shipped() -> Mapping[str, Mapping[str, Any]]:
    text = (files("app.services.shipped") / "guides.json").read_text("utf-8")
    return {one["key"]: one for one in json.loads(text)}


def latest(language: str) -> dict[str, GuideVersion]:
    """The last version of each text that a manager has put in this language."""
    newest = (
        select(GuideVersion.key, func.max(GuideVersion.version).label("version"))
        .where(GuideVersion.language == language)
        .group_by(GuideVersion.key)
        .subquery()
    )
    same = (GuideVersion.key == newest.c.key) & (GuideVersion.version == newest.c.version)
    query = select(GuideVersion).join(newest, same).where(GuideVersion.language == language)
    return {one.key: one for one in db.session.scalars(query)}


def everything(language: str) -> list[Guide]:
    """All texts in one language, in the order they ship, those not used among them."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    changed = latest(language)
    return [guide(one, language, changed.get(key)) for key, one in shipped().items()]


def guide(one: Mapping[str, Any], language: str, own: GuideVersion | None) -> Guide:
    about = (one["key"], one["kind"], one["about"])
    if own is None:
        return Guide(*about, one[language]["title"], one[language]["body"])
    return Guide(*about, own.title, own.body, own.version, own.used)


def of(about: Sequence[str], language: str) -> list[Guide]:
    """The texts in use about these stages or signals."""
    return [one for one in everything(language) if one.used and one.about in about]


def grouped(language: str) -> dict[str, list[Guide]]:
    """All texts by what they are about, in the order they ship."""
    found: dict[str, list[Guide]] = {}
    for one in everything(language):
        found.setdefault(one.about, []).append(one)
    return found
