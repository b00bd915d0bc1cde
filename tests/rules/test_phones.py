import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RuleBroken
from app.rules import phones

MOBILE, OTHER, LANDLINE = "+8613800138000", "+8613900139000", "+8675540641493"

MANNERS = [
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "138.0013.8000",
    "138—0013—8000",
    "13800138000",
    "１３８００１３８０００",
    "٠١٣٨٠٠١٣٨٠٠٠",
    " 13800138000\u200b",
    "\ufeff1380\u200d0138000\u00ad",
    "+8613800138000",
    "+86 138 0013 8000",
    "(+86)13800138000",
    "+86-13800138000",
    "0086 13800138000",
    "008613800138000",
    "8613800138000",
    "013800138000",
    "电话:13800138000",
    "手机 13800138000",
    "联系电话：13800138000",
    "Tel13800138000",
    "tel: 138-0013-8000",
    "王先生13800138000",
    "13800138000王先生",
    "13800138000(微信同号)",
    "13800138000 wx",
    "13800138000.0",
    "1.3800138E+10",
    "1.3800138000e10",
    "1 3 8 0 0 1 3 8 0 0 0",
    "'13800138000",
    "📞13800138000",
]


@pytest.mark.parametrize("text", MANNERS)
def test_one_mobile_number_however_it_is_written(text):
    assert phones.numbers_in(text) == (MOBILE,)


@pytest.mark.parametrize(
    "text",
    [
        "0755-40641493",
        "(0755)40641493",
        "0755 40641493",
        "075540641493",
        "75540641493",
        "+86 755 4064 1493",
        "86-0755-40641493",
        "座机:0755—40641493",
        "(0755)40641493",
    ],
)
def test_a_landline_with_its_area_code(text):
    assert phones.numbers_in(text) == (LANDLINE,)


@pytest.mark.parametrize(
    "text",
    [
        "0755 40641493转614",
        "075540641493#614",
        "0755-40641493-614",
        "0755-40641493 转 614",
        "0755-40641493(转614)",
        "0755-40641493转分机614",
        "0755-40641493 分机:614",
        "0755-40641493 ext 614",
        "0755-40641493 Ext.614",
        "0755-40641493x614",
        "0755-40641493-转614",
        "75540641493＃614",
    ],
)
def test_an_extension_makes_another_number(text):
    assert phones.numbers_in(text) == (LANDLINE + ";ext=614",)


def test_a_mobile_number_has_an_extension_only_where_a_word_says_so():
    assert phones.numbers_in("13800138000转1234") == (MOBILE + ";ext=1234",)
    with pytest.raises(RuleBroken):
        phones.numbers_in("13800138000-12")


@pytest.mark.parametrize(
    "text",
    [
        "13800138000/13900139000",
        "13800138000、13900139000",
        "13800138000,13900139000",
        "13800138000;13900139000",
        "13800138000 13900139000",
        "138 0013 8000 139 0013 9000",
        "13800138000-13900139000",
        "13800138000\n13900139000",
        "手机13800138000 座机13900139000",
        "13800138000或13900139000",
        "+8613800138000+8613900139000",
        "13800138000/13900139000/13800138000",
        "无/13800138000/1390/13900139000",
    ],
)
def test_several_numbers_in_one_cell(text):
    assert phones.numbers_in(text) == (MOBILE, OTHER)


def test_numbers_of_both_kinds_and_an_extension_in_one_cell():
    assert phones.numbers_in("13800138000/0755-40641493转614") == (MOBILE, LANDLINE + ";ext=614")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone_missing"),
        ("无", "phone_missing"),
        ("微信联系", "phone_missing"),
        ("1380013", "phone_unusable"),
        ("００", "phone_unusable"),
        ("139-1234-56789", "phone_unusable"),
        ("40641493", "phone_unusable"),
        ("95588", "phone_unusable"),
        ("+852 9123 4567", "phone_unusable"),
        ("+1 650 253 0000", "phone_unusable"),
        ("138001380001", "phone_unusable"),
        ("13800138000@163.com", "phone_unusable"),
        ("13800138000abc", "phone_unusable"),
        ("1.38001E+10", "phone_rounded"),
        ("1.380014e+10", "phone_rounded"),
        ("8.61380E+12", "phone_rounded"),
    ],
)
def test_what_is_no_usable_number_says_why(text, code):
    with pytest.raises(RuleBroken) as refusal:
        phones.numbers_in(text)
    assert refusal.value.code == code


def test_a_number_with_extension_is_read_back_as_it_is_kept():
    assert phones.numbers_in(LANDLINE + ";ext=614") == (LANDLINE + ";ext=614",)


def test_service_numbers_count_as_numbers():
    assert phones.numbers_in("400-800-1234") == ("+864008001234",)


@given(st.text(max_size=300))
def test_any_text_is_a_number_or_is_refused(text):
    try:
        found = phones.numbers_in(text)
    except RuleBroken as refusal:
        assert refusal.code in ("phone_missing", "phone_unusable", "phone_rounded")
    else:
        assert len(set(found)) == len(found) > 0


@given(st.from_regex(r"\A1[3-9]\d{9}\Z"), st.text("-  ().—\u200b", min_size=1, max_size=1))
def test_what_stands_between_the_digits_changes_nothing(number, between):
    def read(text):
        try:
            return phones.numbers_in(text)
        except RuleBroken:
            return None

    assert read(f"{number[:3]}{between}{number[3:7]}{between}{number[7:]}") == read(number)


@given(st.from_regex(r"\A1[35-9]\d{9}\Z").filter(phones.usable))
def test_a_number_read_back_from_how_it_is_shown_is_the_same(number):
    known = phones.numbers_in(number)[0]
    for shown in (known, phones.grouped(known), phones.dialable(known)):
        assert phones.numbers_in(shown) == (known,)


@given(st.from_regex(r"\A(\+?86|0086)?1\d{9,11}\Z"))
def test_ranges_of_mobile_numbers_say_what_the_library_says_of_each_number(digits):
    assert phones.usable(digits) == phones.parsed_number(digits)


def test_how_a_number_is_shown():
    assert phones.masked(MOBILE) == "138****8000"
    assert phones.grouped(MOBILE) == "138 0013 8000"
    assert phones.dialable(MOBILE) == "13800138000"
    assert phones.masked(LANDLINE) == "0755****1493"
    assert phones.grouped(LANDLINE + ";ext=12") == "0755 4064 1493 #12"
    assert phones.dialable(LANDLINE + ";ext=12") == "075540641493,12"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打13800138000找他", "打138****8000找他"),
        ("+86 138 0013 8000", "138****8000"),
        ("138-0013-8000 或 13900139000", "138****8000 或 139****9000"),
        ("订单 20261124123456789", "订单 20261124123456789"),
        ("要 3 台,周五 15:30", "要 3 台,周五 15:30"),
    ],
)
def test_a_mobile_number_within_a_text_is_hidden(text, shown):
    assert phones.hidden(text) == shown
