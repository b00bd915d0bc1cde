"""What a closed month was, word for word, and which of them are to be computed once more
(rules.md §8, how money moves)."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, select

from app import clock
from app.extensions import db
from app.models import PayDecision, PayEntry, PayLine, PayMonth, PayStatement, PayTouch
from app.services.pay import standing
from app.services.transaction import among, many

Touches = Mapping[Any, list[int]]
KEPT = (
    *("earned", "key", "revision", "kind", "settles", "fen", "waived_fen", "rule", "why", "text"),
    *("sum", "evidence", "needs_approval", "proposed_by_id", "digest", "at"),
)
SAID = ("yes", "by_id", "because", "at")
POSTED = ("key", "earned", "kind", "settles", "fen", "at")


def seal(found: PayMonth) -> None:
    """Keeps of a month that is being closed what everybody's statement comes to and a digest of all
    that it says; for within `write()`. The month is computed once more in the next one, for what
    came between the last look and the close."""
    now, made = clock.now(), statements(found)
    facts = [
        {"month_id": found.id, "person_id": person, "total_fen": total, "digest": said, "at": now}
        for person, (total, said) in made.items()
    ]
    if facts:
        many(PayStatement, facts)
    db.session.add(PayTouch(month=found.month))


def statements(found: PayMonth) -> dict[int, tuple[int, str]]:
    """By person the sum of what was posted in a month and the digest of his statement."""
    lines, posted = lines_of(found), posted_of(found)
    made = {}
    for person in sorted({*lines, *posted}):
        entries = posted.get(person, [])
        said = json.dumps([lines.get(person, []), entries], sort_keys=True, default=str)
        total = sum(one["fen"] for one in entries)
        made[person] = total, hashlib.sha256(said.encode()).hexdigest()
    return made


def lines_of(found: PayMonth) -> dict[int, list[dict[str, Any]]]:
    lines = standing.lines(found.id)
    words = standing.decisions([one.id for one in lines])
    said: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in lines:
        said[one.person_id].append({**picked(one, KEPT), "word": spoken(words.get(one.id))})
    return said


def posted_of(found: PayMonth) -> dict[int, list[dict[str, Any]]]:
    query = select(PayEntry).where(PayEntry.posted == found.month).order_by(PayEntry.key)
    posted: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in db.session.scalars(query):
        posted[one.person_id].append(picked(one, POSTED))
    return posted


def spoken(word: PayDecision | None) -> dict[str, Any] | None:
    return picked(word, SAID) if word else None


def picked(row: PayLine | PayDecision | PayEntry, names: Collection[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def touches() -> Touches:
    """The months of which something has changed since they were closed, with the numbers of what
    says so."""
    found: dict[Any, list[int]] = defaultdict(list)
    for number, month in db.session.execute(select(PayTouch.id, PayTouch.month)):
        found[month].append(number)
    return found


def settle(closed: PayMonth, seen: Collection[int]) -> None:
    """A month that comes to what it stands at is left alone until something changes again. On the
    day it was closed it is not: what was being written just then may not have been seen yet."""
    if closed.closed_at and clock.day_of(closed.closed_at) < clock.today():
        db.session.execute(delete(PayTouch).where(among(PayTouch.id, seen)))
