from dataclasses import replace
from datetime import date

import pytest

from app.models.visible import ALL, OWN
from app.services.customers.within import Who
from app.services.deals import entering, products, receiving
from app.services.deals.entering import Said
from app.services.deals.receiving import Came
from tests import builders

TODAY = date(2026, 11, 23)


class Desk:
    """A rep with a customer, a colleague, and who may give a word."""

    def __init__(self):
        self.alice, self.bob = builders.person("alice"), builders.person("bob")
        self.boss = builders.person("boss", "manager")
        self.finance = builders.person("fina", "finance")
        self.rep = Who(self.alice.id, OWN)
        self.manager = Who(self.boss.id, ALL)
        self.lead = builders.lead(owner=self.alice, stage="quote")
        self.said = Said("one", self.lead.id, ((self.alice.id, 10_000),), 10_000_00, TODAY)

    def deal(self, **facts) -> int:
        return entering.enter(replace(self.said, **facts), self.rep)

    def came(self, deal_id: int, fen: int, kind: str = "money", **facts) -> int:
        facts = {"uuid": f"{deal_id}-{kind}-{fen}", "day": TODAY, **facts}
        return receiving.note(deal_id, Came(kind=kind, fen=fen, **facts), self.manager)

    def product(self, price_fen: int = 10_000_00, limit_bp: int = 1_000) -> int:
        return products.keep(None, "软件", price_fen, limit_bp, sold=True, by_id=self.boss.id)


@pytest.fixture
def desk(database, set_clock, prepared):
    return prepared(Desk, Desk)
