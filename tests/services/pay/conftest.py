from datetime import date
from itertools import count

import pytest

from app.models.visible import ALL
from app.services.customers.within import Who
from app.services.deals import confirming, entering, receiving
from app.services.deals.entering import Said
from app.services.deals.receiving import Came
from app.services.pay import awards, closing, deciding, proposing
from app.services.pay.deciding import Word
from tests import builders

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
YES = Word(True)
numbers = count(1)


def tell(why) -> dict[str, str]:
    return dict.fromkeys(("zh", "en"), why.code)


class House:
    """Two reps, Alice ahead of Bob, their supervisor, a manager who is paid too, and the owner."""

    def __init__(self):
        team = builders.team()
        facts = {"team": team, "hired_on": date(2026, 9, 1)}
        self.alice = builders.person("alice", grade="formal", **facts)
        self.bob = builders.person("bob", grade="probation", **facts)
        self.sue = builders.person("sue", "supervisor", grade="supervisor", **facts)
        self.boss = builders.person("boss", "manager", grade="supervisor", **facts)
        self.owner = builders.person("olga", "owner", hired_on=date(2026, 9, 1))
        self.finance = builders.person("fina", "finance", hired_on=date(2026, 9, 1))
        self.team = team
        self.sold = self.sell(self.alice, 20_000_00, date(2026, 10, 12))
        self.sell(self.bob, 5_000_00, date(2026, 10, 13))

    def sell(self, who, fen: int, day: date) -> int:
        lead = builders.lead(owner=who)
        said = Said(f"{who.id}-{day}-{fen}", lead.id, ((who.id, 10_000),), fen, day)
        deal = entering.enter(said, Who(self.boss.id, ALL))
        self.receipt(deal, fen, day)
        return deal

    def receipt(self, deal: int, fen: int, day: date, kind: str = "money") -> int:
        came = Came(uuid=str(next(numbers)), kind=kind, day=day, fen=fen)
        number = receiving.note(deal, came, Who(self.boss.id, ALL))
        confirming.decide("receipt", number, self.finance.id, yes=True)
        return number

    def refund(self, fen: int, day: date = date(2026, 11, 20)) -> int:
        return self.receipt(self.sold, fen, day, "refund")

    def propose(self, month: date = OCTOBER):
        return proposing.propose(month, tell, None)

    def lines(self, month: date = OCTOBER) -> dict[tuple[str, str], awards.Award]:
        return {(one.login, one.key): one for one in awards.of_month(month)}

    def decide(self, by, *ids: int, word: Word = YES) -> int:
        return deciding.decide(ids, word, by.id, tell)

    def approve_all(self, month: date = OCTOBER) -> None:
        """Everything that the owner may decide on."""
        waiting = [one.id for one in awards.waiting(self.owner.id) if one.month == month]
        if waiting:
            self.decide(self.owner, *waiting)

    def close(self, month: date = OCTOBER, early: str = "测试"):
        return closing.close(month, tell, None, early=early)

    def through(self, month: date = OCTOBER) -> None:
        self.propose(month)
        self.approve_all(month)
        self.close(month)


@pytest.fixture
def house(database, set_clock, prepared):
    return prepared(House, House)
