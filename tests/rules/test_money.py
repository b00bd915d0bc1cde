import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RuleBroken
from app.rules.money import fen_in


@given(st.integers(1, 10**12))
def test_an_amount_with_two_decimals_reads_back_to_the_fen(fen):
    assert fen_in(f"{fen // 100}.{fen % 100:02}") == fen
    assert fen_in(f"¥{fen // 100:,}.{fen % 100:02}元") == fen


def test_as_people_write_it():
    said = {"1.2万": 1_200_000, "3500.5": 350_050, "¥8,000": 800_000, "12元": 1_200}
    assert {text: fen_in(text) for text in said} == said


@pytest.mark.parametrize(
    "text", ["", "0", "-5", "1.005", "abc", "1e5", "99999999999999", "1,2.3.4"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(RuleBroken, match="amount_unreadable"):
        fen_in(text)
