from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, RoleGrant

MANAGING = ("manager", "admin")


def check_without(person: Person) -> None:
    """Somebody who can manage people always remains (rules.md §1: manager, admin).

    Who has noted a last day does not count. Raises RuleBroken("last_manager").
    """
    if not set(person.roles) & set(MANAGING):
        return
    await_others()
    others = (
        select(Person.id)
        .join(RoleGrant)
        .where(RoleGrant.role.in_(MANAGING), RoleGrant.until.is_(None))
        .where(Person.disabled_at.is_(None), Person.left_on.is_(None), Person.id != person.id)
    )
    if db.session.scalar(others.limit(1)) is None:
        raise RuleBroken("last_manager")


def await_others() -> None:
    """Two managers who dismiss each other at once go one after the other."""
    grants = select(RoleGrant.id).where(RoleGrant.role.in_(MANAGING)).order_by(RoleGrant.id)
    db.session.scalars(grants.with_for_update()).all()
