from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select

from app import clock
from app.extensions import db
from app.models import Setting
from app.rules.defaults import DEFAULTS
from app.rules.settings import timeline
from app.rules.settings.timeline import Said
from app.services import audit, server_state
from app.services.transaction import rows, write

Values = dict[str, Any]
AGAIN = 512
"""So many settings are read again and again: to ask takes as long as to have it answered."""


def value(key: str, day: date, scopes: Sequence[str] = ()) -> Any:
    """What a setting is on a day: the first scope that has a word on it, else the company's
    (design: settings)."""
    return values([key], day, scopes)[key]


def values(keys: Sequence[str], day: date, scopes: Sequence[str] = ()) -> Values:
    """Several settings as of a day in one query; shipped values where nobody set anything.

    `scopes` from the narrowest on, such as ("person:7", "team:2"); the company comes last.
    """
    return of_each(keys, day, {0: scopes})[0]


def of_each(
    keys: Sequence[str],
    day: date,
    scopes: Mapping[int, Sequence[str]],
    proposed: Said | None = None,
) -> dict[int, Values]:
    """The same for many at once, each with scopes of its own, in one query; with a word that is
    only proposed as if it had been said."""
    narrow = (*next(iter(scopes.values())), "company") if len(scopes) == 1 else None
    said = [Said(*row) for row in rows(asked(tuple(keys), day, narrow))]
    found = timeline.held(timeline.with_word(said, proposed) if proposed else said, day)
    return {
        number: {key: timeline.first(found, key, order) for key in keys}
        for number, order in scopes.items()
    }


@lru_cache(AGAIN)
def asked(keys: tuple[str, ...], day: date, scopes: tuple[str, ...] | None) -> Select[Any]:
    query: Any = select(Setting.key, Setting.scope, Setting.since, Setting.value)
    query = query.where(Setting.key.in_(keys), Setting.since <= day)
    if scopes is not None:
        query = query.where(Setting.scope.in_(scopes))
    found: Select[Any] = query.order_by(Setting.since)
    return found


def history(keys: Sequence[str]) -> list[tuple[date, Values]]:
    """What the company ever set these to: all their values from each day on which one changed."""
    query = (
        select(Setting)
        .where(Setting.key.in_(keys), Setting.scope == "company")
        .order_by(Setting.since)
    )
    chosen, found = {key: DEFAULTS[key] for key in keys}, {}
    for row in db.session.scalars(query):
        chosen[row.key] = DEFAULTS[row.key] if row.value is None else row.value
        found[row.since] = dict(chosen)
    return list(found.items())


def put(
    key: str, new: Any, *, since: date, actor_id: int | None, scope: str = "company", note: str = ""
) -> None:
    """Sets a value from a day on; None takes the scope's word back, so that the next scope or the
    shipped value holds. The same day set twice keeps the later one, both are audited."""
    with write() as session:
        same = session.scalar(select(Setting).filter_by(key=key, scope=scope, since=since))
        row = same or Setting(key=key, scope=scope, since=since)
        told = {"scope": scope, "since": since.isoformat(), "value": new, "note": note}
        before = {"before": same.value} if same else {}
        audit.note("setting", f"setting:{key}", actor_id, **told, **before)
        row.value, row.note, row.set_by_id, row.set_at = new, note, actor_id, clock.now()
        session.add(row)
        server_state.renew(server_state.RULES)


def is_set(key: str, day: date) -> bool:
    """Whether somebody has set this for the company by a day, or the shipped value holds."""
    query = select(Setting.id).where(
        Setting.key == key, Setting.scope == "company", Setting.since <= day
    )
    return db.session.scalar(query.limit(1)) is not None
