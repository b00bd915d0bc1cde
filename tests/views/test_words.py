from collections import Counter

from app.http import words


def test_no_code_has_two_sentences():
    codes = Counter(code for part in words.PARTS for code in part.SENTENCES)
    assert [code for code, times in codes.items() if times > 1] == []
