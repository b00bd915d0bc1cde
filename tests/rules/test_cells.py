import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.cells import LONGEST, guarded, held, is_live, typed
from tests import hostile

SIGNS = "=+-@"


def looks_live(cell: str) -> bool:
    """Independent of the rule: what a careless program would take for a formula."""
    bare = "".join(c for c in cell if unicodedata.category(c) not in ("Cf", "Cc"))
    bare = unicodedata.normalize("NFKC", bare).strip()
    return bare[:1] in tuple(SIGNS) or cell[:1] in ("\t", "\r", "\n")


@pytest.mark.parametrize("text", ["=1", "+86138", "-1", "@SUM(A1)", "\t=1", "\r1", "  =1", "＝1"])
def test_what_might_be_a_formula_is_led_by_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "王秀英", "'王", "a=b", "138-0013", "1+1", "O'Neil", "''"])
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == text
    assert typed(text) == text


def test_ten_thousand_hostile_texts_come_back_as_typed_and_none_is_live():
    for text in hostile.texts():
        cell = guarded(text)
        assert not looks_live(cell), ascii(text)
        assert typed(cell) == held(text), ascii(text)
        assert len(cell.encode("utf-16-le")) // 2 <= LONGEST


def test_without_the_guard_many_of_them_would_be():
    """Its control."""
    assert sum(looks_live(held(text)) for text in hostile.texts()) > 2_500


@given(st.text())
def test_nothing_is_lost_but_what_no_cell_can_hold(text):
    assert typed(guarded(text)) == held(text)
    lost = set(text) - set(held(text))
    assert all(unicodedata.category(c) in ("Cc", "Cs", "Cn") for c in lost)
    assert held(held(text)) == held(text)


@given(st.text(alphabet="'\"=+-@ \t\r\n王\u200b\ufeff", max_size=8))
def test_two_texts_never_become_the_same_cell(text):
    assert typed(guarded(text)) == text
    assert is_live(text) == (guarded(text) != text)
