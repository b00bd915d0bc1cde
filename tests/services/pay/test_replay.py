"""A random history of a month's events: the ledger always replays to what is owed (rules.md §8)."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayEntry
from app.rules.pay import plan
from app.rules.pay.states import FOR_GOOD
from app.services.pay import awards, computing, deciding, months, standing
from app.services.pay.deciding import Word
from tests.services.pay.conftest import House, tell

START = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
FIRST = date(2026, 10, 1)
KEPT = (
    "SELECT * FROM pay_entry WHERE posted = :month ORDER BY id",
    "SELECT l.* FROM pay_line l JOIN pay_month m ON m.id = l.month_id WHERE m.month = :month"
    " ORDER BY l.id",
    "SELECT * FROM pay_month WHERE month = :month AND state = 'closed'",
)


class History(RuleBasedStateMachine):
    """Receipts and refunds come when they like; months are proposed, decided and closed."""

    fresh: Callable[[], None]
    put_clock: Callable[[datetime], None]

    @initialize()
    def begin(self):
        db.session.remove()
        self.fresh()
        self.now = START
        self.put_clock(self.now)
        self.house = House()
        self.deals = [(self.house.sold, 20_000_00)]
        self.closed: dict[date, list[str]] = {}

    @property
    def month(self) -> date:
        """The month whose turn it is."""
        return months.period(max(self.closed)).after().first if self.closed else FIRST

    def refused(self, code: str, work) -> None:
        """`work` may be refused with this code and with no other."""
        try:
            work()
        except RuleBroken as refusal:
            assert refusal.code == code  # noqa: PT017

    @rule(fen=some.integers(1, 90_000_00), who=some.sampled_from(["alice", "bob", "sue"]))
    def sell(self, fen, who):
        day = clock.today()
        self.now += timedelta(minutes=1)
        self.put_clock(self.now)
        deal = self.house.sell(getattr(self.house, who), fen + len(self.deals), day)
        self.deals.append((deal, fen))

    @rule(which=some.integers(0, 9), part=some.integers(1, 4))
    def refund(self, which, part):
        deal, fen = self.deals[which % len(self.deals)]
        day = clock.today()
        back = max(1, fen // part)
        work = lambda: self.house.receipt(deal, back, day, "refund")  # noqa: E731
        self.refused("refund_too_much", work)

    @rule()
    def propose(self):
        self.house.propose(self.month)
        assert not self.house.propose(self.month).any

    @rule(yes=some.booleans(), by=some.sampled_from(["owner", "boss"]))
    def decide(self, yes, by):
        who = getattr(self.house, by)
        free = [one.id for one in awards.waiting(who.id) if not one.barred]
        if free:
            word = Word(yes, "" if yes else "不成立")
            self.refused("award_changed", lambda: deciding.decide(free, word, who.id, tell))

    @precondition(lambda self: len(self.closed) < 3)
    @rule()
    def close(self):
        month = self.month
        self.house.propose(month)
        self.now = max(self.now, datetime(month.year, month.month, 28, 2, tzinfo=UTC))
        self.now += timedelta(days=8)
        self.put_clock(self.now)
        self.refused("pay_changed", lambda: self.house.close(month))
        if months.find(month).state in FOR_GOOD:
            self.closed[month] = kept(month)

    @invariant()
    def closed_months_are_as_they_were(self):
        for month, rows in getattr(self, "closed", {}).items():
            assert kept(month) == rows

    @invariant()
    def nothing_is_posted_that_needs_a_word_and_has_none(self):
        query = select(PayEntry.line_id).where(PayEntry.line_id.is_not(None))
        ids = list(db.session.scalars(query))
        assert all(not one.needs_approval or said for one, said in said_on(ids))

    @invariant()
    def what_is_carried_out_comes_in(self):
        query = select(PayEntry.fen).where(PayEntry.line_id.is_(None))
        assert sum(db.session.scalars(query)) == 0

    def teardown(self):
        """All differences taken over and approved, each month stands at what it comes to."""
        if not getattr(self, "closed", None):
            return
        self.house.propose(self.month)
        self.house.approve_all(self.month)
        for month in self.closed:
            self.check_replay(month)

    def check_replay(self, month: date) -> None:
        found = months.find(month)
        stands = defaultdict(int, standing.stands(month))
        for one in awards.of_month(self.month):
            if one.kind == standing.ADJUSTMENT and one.earned == month:
                stands[one.person_id, one.key.rpartition(":")[2]] += one.fen
        left_out, owed = standing.unsettled(month), defaultdict(int)
        for line in computing.of(month, plan.read(found.plan)).lines:
            if (line.person, line.key) not in left_out:
                owed[line.person, line.kind] += line.fen
        assert without_zeros(stands) == without_zeros(owed)


def kept(month: date) -> list[str]:
    return [
        repr(row) for query in KEPT for row in db.session.execute(text(query), {"month": month})
    ]


def said_on(ids: list[int]) -> list[tuple]:
    lines = db.session.scalars(select(awards.PayLine).where(awards.PayLine.id.in_(ids))).all()
    words = standing.decisions(ids)
    return [(one, one.id in words and words[one.id].yes) for one in lines]


def without_zeros(sums: dict) -> dict:
    return {key: fen for key, fen in sums.items() if fen}


@pytest.mark.usefixtures("database")
def test_a_random_history_replays_to_the_same_balance(fresh, set_clock):
    History.fresh, History.put_clock = staticmethod(fresh), staticmethod(set_clock)
    many = settings.default.max_examples > 100
    few = settings(max_examples=60 if many else 4, stateful_step_count=25 if many else 10)
    run_state_machine_as_test(History, settings=few)
