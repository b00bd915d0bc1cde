"""Signals are raised once and end once, by what the numbers say (rules.md §10)."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db, queue
from app.models.signals import Signal
from app.rules.signals import Finding
from app.services.signals import looking
from app.services.transaction import savepoint, write

Key = tuple[int, str]


@queue.hourly
def note_signals() -> None:
    """Raises what the numbers say and nobody noted yet, brings the figures of what stands up to
    date, and ends what they say no longer. Calls that a phone sent late are in the next hour's."""
    found = {(number, one.code): one for number, some in looking.findings().items() for one in some}
    with write() as session:
        standing = select(Signal).where(Signal.ended_at.is_(None)).order_by(Signal.id)
        known = {(one.person_id, one.code): one for one in session.scalars(standing)}
        for key, row in known.items():
            if key not in found:
                end(row.id)
            elif row.figures != found[key].figures:
                row.figures = found[key].figures
        for key, one in found.items():
            if key not in known:
                begin(key[0], one)


def begin(person_id: int, one: Finding) -> None:
    """Adds it unless somebody else just did: the unique key lets only one stand."""
    said = {"code": one.code, "figures": one.figures}
    when = {"raised_on": clock.today(), "raised_at": clock.now()}
    try:
        with savepoint():
            db.session.add(Signal(person_id=person_id, **said, **when))
            db.session.flush()
    except IntegrityError:
        return


def end(signal_id: int) -> None:
    over = update(Signal).where(Signal.id == signal_id, Signal.ended_at.is_(None))
    values: dict[str, Any] = {"ended_at": clock.now()}
    db.session.execute(over.values(**values))
