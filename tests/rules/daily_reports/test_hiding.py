from hypothesis import given
from hypothesis import strategies as st

from app.rules.daily_reports.hiding import without_customers


def test_names_and_numbers_of_customers_stay_in_the_house():
    text = "丽华火锅的王秀英今天签了,电话13800138000"
    hidden = without_customers(text, ["王秀英", "丽华火锅"], "某客户")
    assert hidden == "某客户的某客户今天签了,电话138****8000"


def test_the_longer_name_goes_first_and_one_letter_is_no_name():
    assert without_customers("王秀英来了", ["王秀", "王秀英", "来", ""], "X") == "X来了"


@given(st.text("王秀英火锅 ", max_size=20), st.sets(st.text("王秀英火锅", min_size=2, max_size=4)))
def test_no_name_is_left_whatever_was_written(text, names):
    assert not any(name in without_customers(text, names, "X") for name in names)
