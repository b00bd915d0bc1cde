import pytest

from app.errors import RuleBroken
from app.rules.calls import callers
from app.rules.defaults import DEFAULTS


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("8000", "8000"),
        ("0013", "0013"),
        (" 013-8000 ", "0138000"),
        ("8000", "8000"),
        ("138 0013 8000", "13800138000"),
        ("+86 138 0013 8000", "8613800138000"),
        ("008613800138000", "8613800138000"),
        ("0755-40641493", "75540641493"),
    ],
)
def test_the_last_digits_are_read_however_they_are_written(typed, digits):
    assert callers.ending(typed, DEFAULTS) == digits


@pytest.mark.parametrize("typed", ["", "800", "王秀英", "尾号800"])
def test_fewer_than_four_digits_find_nobody(typed):
    with pytest.raises(RuleBroken) as refused:
        callers.ending(typed, DEFAULTS)
    assert (refused.value.code, refused.value.params) == ("caller_digits_few", {"fewest": 4})


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("+8613800138000", "8000"),
        ("+8613800138000", "13800138000"),
        ("+8613800138000", "008613800138000"),
        ("+8675540641493;ext=12", "1493"),
        ("+8675540641493", "075540641493"),
    ],
)
def test_a_number_is_known_by_its_end_and_as_a_whole(number, typed):
    assert callers.ends(number, callers.ending(typed, DEFAULTS))


def test_an_extension_is_not_the_end_of_a_number():
    assert not callers.ends("+8675540641493;ext=8000", "8000")
    assert not callers.ends("+8613800138000", "1380")


@pytest.mark.parametrize(
    ("payload", "digits"),
    [
        ({"direction": "in", "caller": "8000"}, "8000"),
        ({"direction": "in", "caller": "800"}, None),
        ({"direction": "in", "caller": ""}, None),
        ({"direction": "in", "caller": 8000}, None),
        ({"direction": "in", "caller": "%%%%"}, None),
        ({"direction": "in"}, None),
        ({"direction": "out", "caller": "8000"}, None),
        ({"caller": "8000"}, None),
    ],
)
def test_only_a_call_that_came_in_may_name_its_caller_by_digits(payload, digits):
    assert callers.read_off(payload, DEFAULTS) == digits
