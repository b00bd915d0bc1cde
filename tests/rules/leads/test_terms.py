"""What is found by what is typed (design: search)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.leads.terms import asked, terms

NUMBER = "+8613800138000"


def finds(typed, name="", company="", wechat="", numbers=()):
    kept = terms(name, company, wechat, numbers)
    conditions = asked(typed)
    return bool(conditions) and all(
        any(term == one.least or one.beyond and one.least <= term < one.beyond for term in kept)
        for one in conditions
    )


@pytest.mark.parametrize(
    "typed", ["王秀英", "王秀", "秀英", "英", "王", "wxy", "WX", "xy", "xy 王"]
)
def test_a_name_is_found_by_any_part_of_it_and_by_its_initials(typed):
    assert finds(typed, name="王秀英")


@pytest.mark.parametrize(
    "typed", ["丽华", "火锅", "重庆丽华火锅店", "重庆 火锅", "火锅 重庆", "cqlhhgd", "cqlh", "LHHG"]
)
def test_a_company_is_found_by_words_of_two_letters_and_its_initials(typed):
    assert finds(typed, company="重庆丽华火锅店")


@pytest.mark.parametrize(
    "typed",
    [
        "8000",
        "138",
        "0013",
        "138 0013 8000",
        "138-0013-8000",
        "+86 138 0013 8000",
        "008613800138000",
    ]
    + ["13800138000", "８０００", "8613800138000"],  # noqa: RUF001
)
def test_a_number_is_found_by_any_part_of_it(typed):
    assert finds(typed, numbers=[NUMBER])


@pytest.mark.parametrize("typed", ["02155551234", "021-5555", "2155551234", "5555 1234", "12"])
def test_a_landline_is_found_with_and_without_its_zero(typed):
    assert finds(typed, numbers=["+862155551234;ext=12"])


@pytest.mark.parametrize("typed", ["lihua88", "LiHua", "hua88", "88"])
def test_a_wechat_id_is_found_by_any_part_of_it(typed):
    assert finds(typed, wechat="LiHua88")


@pytest.mark.parametrize(("name", "typed"), [("曾小明", "zxm"), ("单丽", "sl"), ("解放", "xf")])
def test_a_surname_of_several_readings_is_found_by_each(name, typed):
    assert finds(typed, name=name)


@pytest.mark.parametrize("typed", ["第3火", "3火", "第3", "第 火锅", "a6", "6咖"])
def test_digits_and_latin_letters_within_a_name_are_letters_of_it(typed):
    assert finds(typed, company="第3火锅店 A6咖啡", numbers=[NUMBER])
    assert not finds("第3火", company="第23火锅店", numbers=[NUMBER])


@pytest.mark.parametrize("typed", ["李", "秀王", "wyx", "8002", "1390", "火锅"])
def test_what_is_not_there_is_not_found(typed):
    assert not finds(typed, name="王秀英", numbers=[NUMBER])


@pytest.mark.parametrize("typed", ["", "   ", "---", "%_%", "'; --"])
def test_what_holds_no_word_asks_for_nothing(typed):
    assert asked(typed) == []


def test_a_long_text_asks_for_a_few_words_alone():
    assert len(asked("一二三四五六七八九十" * 50)) == 8


names = st.text(st.sampled_from("王李秀英明abcXY 1é,"), min_size=1, max_size=12)


@given(names, names)
def test_whatever_is_called_so_is_found_by_its_whole_name(name, company):
    for typed in (name, company):
        assert not asked(typed) or finds(typed, name=name, company=company)


digits = st.from_regex(r"1[3-9]\d{9}", fullmatch=True)


@given(digits, st.integers(0, 8), st.integers(3, 11))
def test_any_three_digits_or_more_of_a_number_find_it(number, start, length):
    part = number[start : start + length]
    assert len(part) < 3 or finds(part, numbers=[f"+86{number}"])
