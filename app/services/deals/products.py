"""Products with their prices, and when a deal counts (rules.md §5)."""

from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import Product
from app.services import settings

COUNTS_AT = "deals.counts_at"


def named(name: str) -> Product:
    """The product of this name, made without a price where it is new; within a running `write()`."""
    found = db.session.scalar(select(Product).where(Product.name == name))
    if found is None:
        found = Product(name=name, discount_limit_bp=0)
        db.session.add(found)
        db.session.flush()
    return found


def counts_at(day: date) -> str:
    """At what a deal signed on this day counts, as the setting said then (rules.md §5)."""
    said: str = settings.value(COUNTS_AT, day)
    return said
