from sqlalchemy import select

from app.extensions import db
from app.models import Setting, Team
from app.rules.settings.catalogue import COMPANY, PERSON, TEAM, Item
from app.services.people import selling
from app.services.settings_page import overview


def of(item: Item) -> list[tuple[str, str]]:
    """Who can have this setting, each with the name: the company, every team, everybody to whom
    leads can go. Who has one of his own stays in the list, so that it can be taken back."""
    found = [(COMPANY, "")] if COMPANY in item.scopes else []
    if TEAM in item.scopes:
        teams = db.session.execute(select(Team.id, Team.name).order_by(Team.name))
        found += [(f"team:{number}", name) for number, name in teams]
    if PERSON in item.scopes:
        found += [(f"person:{one.id}", one.name) for one in selling.sellers()]
        found += with_own(item, {scope for scope, _ in found})
    return found


def with_own(item: Item, known: set[str]) -> list[tuple[str, str]]:
    """Those besides who once got one of their own, such as people who have left."""
    said = select(Setting.scope).where(Setting.key == item.key).distinct()
    others = set(db.session.scalars(said)) - known
    return sorted(overview.names_of(others).items())
