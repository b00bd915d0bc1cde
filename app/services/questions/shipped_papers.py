"""The papers that come with the program: drafts over the shipped questions (rules.md §7)."""

import json
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Paper, PaperDraw


def draft() -> None:
    """Three papers in each language, none published: a trainer looks at them first, and nobody new
    is held up before he does. Those in Chinese are for the onboarding once they are out, so that
    nobody has to pass the same thing in two languages. Within the running `write()`."""
    shipped = json.loads((files("app.services.shipped") / "papers.json").read_text("utf-8"))
    there = set(db.session.scalars(select(Paper.title)))
    db.session.add_all(
        paper(one, shipped["terms"], required=language == "zh")
        for language in ("zh", "en")
        for one in shipped[language]
        if one["title"] not in there
    )


def paper(said: dict[str, Any], terms: dict[str, int], *, required: bool) -> Paper:
    draws = [
        PaperDraw(place=place, module=said["module"], tag=said["tag"], kind=kind, count=count)
        for place, (kind, count) in enumerate(said["draws"].items(), 1)
    ]
    facts = {"title": said["title"], "minutes": said["minutes"], "required": required}
    return Paper(draws=draws, made_at=clock.now(), **facts, **terms)
