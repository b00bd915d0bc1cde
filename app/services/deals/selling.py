"""What a deal needs that is entered on a device, without a network (rules.md §5; sync.md)."""

from dataclasses import dataclass

from app.models import Product
from app.services.deals import people, products, unentered
from app.services.deals.unentered import Agreed


@dataclass(frozen=True)
class Selling:
    """Products to choose from, colleagues to share with, and who agreed on the phone and has no deal
    yet."""

    products: list[Product]
    partners: list[tuple[int, str]]
    unentered: list[Agreed]


def of(person_id: int) -> Selling:
    others = [one for one in people.partners() if one[0] != person_id]
    return Selling(products.sold(), others, unentered.of(person_id))
