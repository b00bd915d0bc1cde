"""What is left of receipts after refunds (rules.md §5)."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.errors import RuleBroken
from app.rules.deals.receipts import CONTRACT, FULL_PAYMENT, Receipt, counted_on, nets

MAY = date(2026, 5, 1)


@st.composite
def receipts(draw):
    rows = draw(
        st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10**6)), min_size=1, max_size=6)
    )
    return [Receipt(n, MAY + timedelta(day), fen, n) for n, (day, fen) in enumerate(rows)]


def slow(rows, back):
    """Fen by fen from the end, as the rule says it."""
    left = {one.id: one.fen for one in rows}
    for one in sorted(rows, key=lambda row: (row.day, row.entered))[::-1]:
        while back and left[one.id]:
            step = min(back, left[one.id])
            left[one.id] -= step
            back -= step
    return left


@given(receipts(), st.lists(st.integers(1, 10**6), max_size=4))
def test_the_latest_go_first_and_part_refunds_add_up(rows, back):
    assume(sum(back) <= sum(one.fen for one in rows))
    found = nets(rows, back)
    assert {one.receipt.id: one.fen for one in found} == slow(rows, sum(back))
    assert found == nets(rows, [sum(back)]) == nets(rows[::-1], back[::-1])
    assert [one.receipt.day for one in found] == sorted(one.day for one in rows)


@given(receipts())
def test_more_than_came_in_is_refused(rows):
    whole = sum(one.fen for one in rows)
    with pytest.raises(RuleBroken) as refusal:
        nets(rows, [whole, 1])
    assert (refusal.value.code, refusal.value.params["most_fen"]) == ("refund_too_much", whole)


@given(receipts())
def test_wholly_paid_back_it_counts_nowhere(rows):
    left = nets(rows, [sum(one.fen for one in rows)])
    assert counted_on(left, 1, MAY) is None
    assert counted_on(left, 1, MAY, CONTRACT) is None


def test_it_counts_at_its_first_receipt_or_when_fully_paid_or_at_the_contract():
    rows = [Receipt(1, date(2026, 5, 20), 400, 1), Receipt(2, date(2026, 6, 3), 600, 2)]
    left = nets(rows, [])
    assert counted_on(left, 1000, MAY) == date(2026, 5, 20)
    assert counted_on(left, 1000, MAY, FULL_PAYMENT) == date(2026, 6, 3)
    assert counted_on(left, 1001, MAY, FULL_PAYMENT) is None
    assert counted_on(left, 1000, MAY, CONTRACT) == MAY
