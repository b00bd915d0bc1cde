from app.rules.pay import beside, engine
from tests.rules.pay.months import PLAN, credit, facts, sold, worker


def pay(*workers, **said):
    return engine.compute(facts(*workers, **said), PLAN)


def test_the_difference_is_told_kind_by_kind_and_adds_up():
    alice, bob = worker(1), worker(2)
    before = pay(alice, bob, units={1: 120, 2: 120}, credits=[credit(1, 10_000_00)])
    now = pay(alice, bob, units={1: 120, 2: 120}, credits=[credit(2, 20_000_00)])
    first, second = beside.compare(now, before)
    assert [(one.kind, one.by_fen) for one in first.changes] == [
        ("commission", -300_00),
        ("champion_amount", -500_00),
    ]
    assert [(one.kind, one.fen, one.before_fen) for one in second.changes] == [
        ("commission", 600_00, 0),
        ("champion_amount", 500_00, 0),
    ]
    assert all(sum(c.by_fen for c in one.changes) == one.by_fen for one in (first, second))


def test_who_was_there_in_one_month_only_is_compared_with_nothing():
    now = pay(worker(2), units={2: 120})
    before = pay(worker(1), units={1: 120})
    gone, new = beside.compare(now, before)
    assert (gone.total_fen, gone.by_fen) == (0, -3_500_00)
    assert (new.total_fen, new.by_fen) == (3_500_00, 3_500_00)


def test_the_totals_name_every_kind_also_the_same_and_no_waiver():
    month = pay(worker(1), credits=[credit(1, 10_000_00)], deals=[sold(1)])
    totals = beside.totals(beside.compare(month, month))
    assert [one.kind for one in totals] == [
        "base",
        "commission",
        "champion_amount",
        "champion_deals",
        "workload_shortfall",
    ]
    assert {one.by_fen for one in totals} == {0}
    assert sum(one.fen for one in totals) == sum(one.total_fen for one in month)
