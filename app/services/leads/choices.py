"""What the filters of the list of customers offer to who asks."""

from sqlalchemy import exists, select

from app import clock
from app.extensions import db
from app.models import Lead, Person, Source
from app.models.visible import OWN, visible_to


def sources() -> dict[int, str]:
    """All sources by number, in the order of their names."""
    query = select(Source.id, Source.name).order_by(Source.name)
    return {key: name for key, name in db.session.execute(query)}


def owners(person_id: int, reach: str) -> dict[int, str]:
    """Those within reach who own leads; nobody to choose from for who sees his own alone
    (rules.md §1)."""
    if reach == OWN:
        return {}
    seen = visible_to(person_id, reach, clock.today(), Person.id)
    query = select(Person.id, Person.name).where(seen, exists().where(Lead.owner_id == Person.id))
    return {key: name for key, name in db.session.execute(query.order_by(Person.name))}
