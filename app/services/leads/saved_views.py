"""Filters of the list of customers that somebody keeps under a name (design: how it feels)."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import SavedView
from app.services.transaction import rows, savepoint, write

MOST, LONGEST_NAME, LONGEST_QUERY = 20, 40, 500


@dataclass(frozen=True)
class View:
    id: int
    name: str
    query: str


def of(person_id: int) -> list[View]:
    """Somebody's own views, in the order in which he made them."""
    query = select(SavedView.id, SavedView.name, SavedView.query)
    mine = query.where(SavedView.person_id == person_id).order_by(SavedView.id)
    return [View(*row) for row in db.session.execute(mine)]


def keep(person_id: int, name: str, query: str) -> None:
    """Keeps filters under a name; nobody else sees them.

    Raises RuleBroken("view_name" | "view_empty" | "view_twice" | "view_too_many").
    """
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise RuleBroken("view_name")
    if not query or len(query) > LONGEST_QUERY:
        raise RuleBroken("view_empty")
    with write() as session:
        mine = select(func.count()).where(SavedView.person_id == person_id)
        if (session.scalar(mine) or 0) >= MOST:
            raise RuleBroken("view_too_many", most=MOST)
        facts = {"person_id": person_id, "name": name, "query": query}
        try:
            with savepoint():
                session.add(SavedView(made_at=clock.now(), **facts))
                session.flush()
        except IntegrityError as twice:
            raise RuleBroken("view_twice", name=name) from twice


def drop(view_id: int, person_id: int) -> bool:
    """Takes one of somebody's views away; whether there was such a one."""
    with write():
        own = (SavedView.id == view_id) & (SavedView.person_id == person_id)
        return bool(rows(delete(SavedView).where(own)).rowcount)
