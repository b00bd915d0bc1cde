import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.cells import is_live
from app.rules.exports import numbers
from app.rules.phones import numbers_in

KNOWN = {
    "+8613800138000": "13800138000",
    "+8675540641493": "0755-40641493",
    "+862388886666;ext=12": "023-88886666转12",
    "+8613800138000;ext=8": "13800138000转8",
    "+864008218820": "4008218820",
}


@pytest.mark.parametrize(("number", "shown"), KNOWN.items())
def test_a_number_is_written_as_it_is_dialled_and_read_as_the_same_again(number, shown):
    assert numbers.written(number) == shown
    assert numbers_in(shown) == (number,)
    assert not is_live(shown)


def test_several_numbers_share_a_cell():
    several = ("+8613800138000", "+862388886666;ext=12", "+8613800138001")
    assert numbers_in(numbers.cell(several, masked=False)) == several
    assert numbers.cell(several, masked=True).count("****") == 3


@given(st.integers(13_000_000_000, 19_999_999_999), st.sampled_from([" ", "-", "", "  ", ".", "_"]))
def test_no_number_stays_in_a_text_that_is_hidden(mobile, gap):
    text = gap.join(re.findall("..?.?", str(mobile)))
    for said in (text, f"打{text}", f"+86{gap}{text}", f"2026-11-23 {text} 找他", f"微信{text}a"):
        digits = re.sub(r"\D", "", numbers.hidden(said))
        assert str(mobile)[3:] not in digits, said


@pytest.mark.parametrize(
    "text", ["023-88886666", "０２３－８８８８６６６６", "１３８００１３８０００", "8888 6666"]
)
def test_landlines_and_full_width_digits_are_hidden_too(text):
    assert "6666" not in numbers.hidden(f"座机{text}。")
    assert "8000" not in numbers.hidden(f"座机{text}。") and "８０００" not in numbers.hidden(text)


@pytest.mark.parametrize("text", ["2026-11-23 10:30 再打", "3 家店,120 平", "", "预算 15-20 万"])
def test_days_and_small_figures_stay(text):
    assert numbers.hidden(text) == text
