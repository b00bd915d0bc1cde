"""All that the page of a lead shows (screens: everything about a customer on one screen)."""

from dataclasses import dataclass
from datetime import date

from app.extensions import db
from app.models import Lead
from app.services.calls import hand_over, holdings
from app.services.calls.hand_over import Card
from app.services.customers import revealing
from app.services.customers.revealing import Numbers
from app.services.customers.within import Who
from app.services.leads import one_lead
from app.services.leads.one_lead import Whole
from app.services.recycling import extending


@dataclass(frozen=True)
class Page:
    """The lead and its story. `drop_on`: in which day's morning it goes back to the pool;
    `numbers`: in full for its owner alone; `reveals_left`: how many more of others he may see."""

    whole: Whole
    numbers: Numbers | None
    reveals_left: int
    drop_on: date | None = None
    may_extend: bool = False
    card: Card | None = None


def show(lead_id: int, who: Who) -> Page | None:
    """The page within reach; None beyond it (rules.md §1, §2, §2.3)."""
    whole = one_lead.show(who.id, who.reach, lead_id)
    if whole is None:
        return None
    numbers = revealing.numbers_of(db.session.get_one(Lead, lead_id)) if whole.own else None
    left = 0 if whole.own else revealing.left(who.id)
    owner = whole.lead.owner_id
    if owner is None:
        return Page(whole, numbers, left)
    drops = extending.dropping(lead_id, owner)
    held = holdings.of(owner)[lead_id]
    card = hand_over.cards([held]).get(lead_id) if whole.own else None
    return Page(whole, numbers, left, drops.now, drops.then is not None, card)
