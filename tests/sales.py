"""A deal with money that somebody confirmed, for tests of what is counted from deals."""

from datetime import date

from app.models import Person
from app.services.customers.within import Who
from app.services.deals import confirming, entering, receiving
from app.services.deals.entering import Said
from app.services.deals.receiving import Came
from tests import builders

TODAY = date(2026, 11, 23)


def sale(person: Person, fen: int, confirmed_by: Person, day: date = TODAY) -> int:
    """`confirmed_by`: a manager without a share in it."""
    lead, who = builders.lead(owner=person, stage="quote"), Who(confirmed_by.id, "all")
    deal = entering.enter(Said(f"d{lead.id}", lead.id, ((person.id, 10_000),), fen, day), who)
    came = Came(uuid=f"r{lead.id}", day=day, kind="money", fen=fen)
    confirming.decide("receipt", receiving.note(deal, came, who), confirmed_by.id, yes=True)
    return deal
