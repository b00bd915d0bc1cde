import pytest

from app.errors import RuleBroken
from app.rules.deals.prices import needs_approval
from app.rules.deals.shares import shares_in


def test_as_people_write_them():
    assert shares_in("wang:60;li:40") == [("wang", 6000), ("li", 4000)]
    assert shares_in("Wang:60%、李娜:40%") == [("wang", 6000), ("李娜", 4000)]
    assert shares_in("wang") == [("wang", 10_000)]
    assert shares_in("a:33.33;b:33.33;c:33.34")[2] == ("c", 3334)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "shares_missing"),
        ("wang:60;li:39", "shares_sum"),
        ("wang:60;wang:40", "share_twice"),
        ("wang:0;li:100", "share_none"),
        ("wang:x;li:40", "shares_unreadable"),
        ("wang:33.333;li:66.667", "shares_unreadable"),
    ],
)
def test_shares_that_are_not_the_whole_are_refused(text, code):
    with pytest.raises(RuleBroken, match=code):
        shares_in(text)


def test_a_discount_beyond_the_limit_needs_a_word():
    assert not needs_approval(9_000, 10_000, 1_000)
    assert needs_approval(8_999, 10_000, 1_000)
    assert not needs_approval(11_000, 10_000, 0)
    assert not needs_approval(1, None, 0)
