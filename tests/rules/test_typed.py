import sys
import unicodedata

import pytest

from app.rules import typed


def test_everything_that_shows_nothing_is_removed():
    formats = [chr(n) for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) == "Cf"]
    assert [hex(ord(c)) for c in formats if not typed.INVISIBLE.match(c)] == []


def test_kept_text_is_trimmed_and_its_white_space_folded():
    assert typed.trimmed("\ufeff 下周再联系\n周三　下午\u200b ") == "下周再联系 周三 下午"
    assert typed.trimmed("１号店") == "１号店"


def test_text_for_deciding_has_one_width_and_one_dash():
    assert typed.plain("１３８—００１３－８０００（转１２）") == "138-0013-8000(转12)"


@pytest.mark.parametrize("text", ["", " ", "无", "-", "／", "N/A", "不详", "\u200b"])
def test_saying_that_there_is_nothing(text):
    assert typed.is_nothing(text)


def test_yes_and_no():
    assert [typed.truth(text) for text in ("是", "1", "√", "Yes", "否", "0", "", "也许")] == [
        *(True, True, True, True),
        *(False, False),
        *(None, None),
    ]
