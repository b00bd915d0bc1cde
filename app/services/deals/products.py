"""Products with their prices, and when a deal counts (rules.md §5)."""

from datetime import date

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Product
from app.rules.deals.shares import WHOLE_BP
from app.services import audit, settings
from app.services.transaction import looks_again, write

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


def sold() -> list[Product]:
    """Those that are sold now, by name."""
    query = select(Product).where(Product.retired_at.is_(None)).order_by(Product.name)
    return list(db.session.scalars(query))


def one(number: int) -> Product | None:
    return db.session.get(Product, number)


def listed() -> list[Product]:
    """All there ever were; those no longer sold come last."""
    return list(
        db.session.scalars(select(Product).order_by(Product.retired_at.is_not(None), Product.name))
    )


@looks_again
def keep(
    number: int | None, name: str, price_fen: int | None, limit_bp: int, *, sold: bool, by_id: int
) -> int:
    """Makes a product or changes one; deals keep the price of their day (rules.md §5).

    Raises RuleBroken("missing" | "product_name" | "product_taken" | "product_limit").
    """
    if not name:
        raise RuleBroken("product_name")
    if not 0 <= limit_bp <= WHOLE_BP:
        raise RuleBroken("product_limit")
    with write() as session:
        row = Product() if number is None else session.get(Product, number)
        if row is None:
            raise RuleBroken("missing")
        taken = select(func.count()).where(Product.name == name, Product.id != (number or 0))
        if session.scalar(taken):
            raise RuleBroken("product_taken", name=name)
        row.name, row.price_fen, row.discount_limit_bp = name, price_fen, limit_bp
        row.retired_at = None if sold else row.retired_at or clock.now()
        session.add(row)
        session.flush()
        told = {"name": name, "price_fen": price_fen, "limit_bp": limit_bp, "sold": sold}
        audit.note("product", f"product:{row.id}", by_id, **told)
        return row.id
