from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import Script


@dataclass(frozen=True)
class Text:
    id: int
    kind: str
    stage: str | None
    title: str
    body: str
    version: int


def current(language: str) -> list[Text]:
    """What may be said now, in this language; Chinese where there is no other."""
    query = (
        select(Script)
        .where(Script.language.in_((language, "zh")), Script.retired_at.is_(None))
        .order_by(Script.id)
    )
    best: dict[str, Script] = {}
    for row in db.session.scalars(query):
        if row.key not in best or (row.language == language, row.version) > (
            best[row.key].language == language,
            best[row.key].version,
        ):
            best[row.key] = row
    return [Text(r.id, r.kind, r.stage, r.title, r.body, r.version) for r in best.values()]
