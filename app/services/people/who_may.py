"""Who may give a word on something, by name (rules.md §1)."""

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Person, RoleGrant
from app.rules.people import permissions
from app.rules.people.permissions import WRITE


def names(resource: str, but: int) -> list[str]:
    """Names of those who may write this resource today, one person left out: nobody gives the word
    on what is his own."""
    roles = [role for role in permissions.ROLES if permissions.may([role], resource, WRITE)]
    holds = select(RoleGrant.person_id).where(RoleGrant.until.is_(None), RoleGrant.role.in_(roles))
    query = select(Person).where(Person.id.in_(holds), Person.id != but).order_by(Person.id)
    today = clock.today()
    return [person.name for person in db.session.scalars(query) if person.may_enter(today)]
