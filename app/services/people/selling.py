from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.models import Person, RoleGrant

SELLERS = ("rep", "group_leader")


def sellers() -> Sequence[Person]:
    """Everybody active to whom leads can go, by number."""
    sells = RoleGrant.role.in_(SELLERS) & RoleGrant.until.is_(None)
    query = select(Person).where(Person.disabled_at.is_(None), Person.role_grants.any(sells))
    return db.session.scalars(query.order_by(Person.id)).all()
