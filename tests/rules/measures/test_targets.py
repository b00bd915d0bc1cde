import pytest

from app.errors import RuleBroken
from app.rules.measures.targets import hundredths_in, misses


@pytest.mark.parametrize(
    ("text", "measure", "hundredths"),
    [
        ("20000", "amount", 2_000_000),
        ("35000.50", "amount", 3_500_050),
        ("¥3.5万", "amount", 3_500_000),
        ("3.5", "deals", 350),
        ("120", "workload", 12_000),
        ("15%", "conversion", 1_500),
        ("15", "conversion", 1_500),
        ("0.15", "conversion", 1_500),
        ("1", "satisfaction", 10_000),
    ],
)
def test_a_value_as_typed(text, measure, hundredths):
    assert hundredths_in(text, measure) == hundredths


@pytest.mark.parametrize(
    ("text", "measure"),
    [("", "amount"), ("1.234", "deals"), ("15%", "amount"), ("101", "conversion"), ("-3", "deals")],
)
def test_what_cannot_be_one_is_refused(text, measure):
    with pytest.raises(RuleBroken, match="target_value_unreadable"):
        hundredths_in(text, measure)


def test_by_how_much_the_targets_of_the_people_miss_that_of_the_team():
    assert misses(100, [30, 30], "amount") == 40
    assert misses(100, [60, 60], "amount") == -20
    assert misses(100, [60, 60], "conversion") is None
