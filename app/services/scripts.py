import json
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Script
from app.services.transaction import write


@dataclass(frozen=True)
class Text:
    id: int
    kind: str
    stage: str | None
    title: str
    body: str
    version: int


def current(language: str) -> list[Text]:
    """What may be said now, in this language; Chinese where there is no other (rules.md §3)."""
    query = (
        select(Script)
        .where(Script.language.in_((language, "zh")), Script.retired_at.is_(None))
        .order_by(Script.id)
    )
    best: dict[str, Script] = {}
    for row in db.session.scalars(query):
        known = best.get(row.key)
        if known is None or rank(row, language) > rank(known, language):
            best[row.key] = row
    return [Text(r.id, r.kind, r.stage, r.title, r.body, r.version) for r in best.values()]


def rank(row: Script, language: str) -> tuple[bool, int]:
    return row.language == language, row.version


def fill() -> int:
    """Puts the shipped texts, in both languages, where none of that key stands yet."""
    shipped = json.loads((files("app.services.shipped") / "scripts.json").read_text("utf-8"))
    with write() as session:
        known = {
            (key, language)
            for key, language in session.execute(select(Script.key, Script.language))
        }
        fresh = [
            Script(language=language, made_at=clock.now(), **text)
            for language, texts in shipped.items()
            for text in texts
            if (text["key"], language) not in known
        ]
        session.add_all(fresh)
        return len(fresh)
