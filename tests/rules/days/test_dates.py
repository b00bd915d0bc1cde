from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RuleBroken
from app.rules.days.dates import read_day, read_moment
from app.rules.days.shanghai import SHANGHAI

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026/3/1",
        "2026.3.1",
        "2026年3月1日",
        "2026 年 3 月 1 号",
        "２０２６年３月１日",
        "20260301",
        "26/3/1",
        "26.3.1",
        "3月1日",
        "3月1号",
        "3/1",
        "46082",
        "46082.75",
        "2026-03-01 13:28",
        "2026/03/01 08:41:05",
        "2026年3月1日 下午3:20",
        "2026年3月1日(星期日)",
        "2026-03-01 周日 9点",
        "20260301 1:05",
        "2026-03-01T05:31:46+08:00",
        "2026-02-28T16:30:00Z",
        "2026-03-01T00:00:00",
        "2026-03-01 00:00:00",
    ],
)
def test_one_day_however_it_is_written(text):
    assert read_day(text, TODAY) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2026-03-01 13:28", "13:28:00"),
        ("2026/3/1 8:5", "08:05:00"),
        ("2026年3月1日 下午3:20", "15:20:00"),
        ("2026-3-1 3:20:15 PM", "15:20:15"),
        ("2026-3-1 12:10 AM", "00:10:00"),
        ("2026-3-1 中午12:30", "12:30:00"),
        ("2026-3-1 中午1点", "13:00:00"),
        ("2026-3-1 晚上8点30分", "20:30:00"),
        ("2026-3-1 13时28分05秒", "13:28:05"),
        ("2026-03-01T05:31:46+08:00", "05:31:46"),
        ("2026-02-28T21:31:46Z", "05:31:46"),
        ("46082.5", "12:00:00"),
        ("2026-03-01", "00:00:00"),
    ],
)
def test_a_time_without_offset_is_shanghai_time(text, clock):
    moment = read_moment(text, TODAY)
    assert moment.tzinfo is UTC
    assert moment.astimezone(SHANGHAI).isoformat() == f"2026-03-01T{clock}+08:00"


def test_a_day_without_a_year_is_the_latest_one():
    assert read_day("11月23日", TODAY) == TODAY
    assert read_day("11月24日", TODAY) == date(2025, 11, 24)
    assert read_day("2月29日", TODAY) == date(2024, 2, 29)


def test_the_year_may_stand_last_where_month_and_day_cannot_be_mixed_up():
    assert read_day("3/13/2026", TODAY) == read_day("13.3.2026", TODAY) == date(2026, 3, 13)
    assert read_day("1/1/2026", TODAY) == date(2026, 1, 1)
    with pytest.raises(RuleBroken, match="date_ambiguous"):
        read_day("3/4/2026", TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "去年",
        "2026-02-30",
        "2026-13-01",
        "13800138000",
        "3",
        "2026",
        "2026-03-01 25:00",
        "13:28",
    ]
    + ["2月30日", "13月1日", "1026-03-01", "2026-03-01 abc", "99999", "0/0", "t", "2026-3-1-4"],
)
def test_what_names_no_day_is_refused(text):
    with pytest.raises(RuleBroken, match="date_unreadable"):
        read_day(text, TODAY)


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_is_refused(text):
    try:
        assert isinstance(read_day(text, TODAY), date)
    except RuleBroken as refusal:
        assert refusal.code in ("date_unreadable", "date_ambiguous")


@given(st.datetimes(datetime(1960, 1, 1), datetime(2090, 1, 1)).map(lambda d: d.replace(fold=0)))
def test_what_a_spreadsheet_writes_is_read_back_to_the_second(moment):
    moment = moment.replace(microsecond=0)
    read = read_moment(moment.isoformat(sep=" "), TODAY).astimezone(SHANGHAI)
    assert abs(read.replace(tzinfo=None) - moment) <= timedelta(hours=1)  # summer time until 1991
