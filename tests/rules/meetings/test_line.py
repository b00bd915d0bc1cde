from datetime import date

import pytest

from app.errors import RuleBroken
from app.rules.days.working_days import WorkingDays
from app.rules.meetings.line import Line, read

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
PEOPLE = {"李娜": 1, "李": 2, "Alice": 3}
CALENDAR = WorkingDays()


def said(text: str) -> Line:
    return read(text, PEOPLE, TUESDAY, CALENDAR)


@pytest.mark.parametrize(
    "text",
    [
        "@李娜 周五前 整理异议表 标准:十条都有答法",
        "@李娜周五前整理异议表 标准:十条都有答法",
        "整理异议表 \uff20李娜 11月27日前 完成标准\uff1a十条都有答法",
        "11/27 前 @李娜 整理异议表, 标准: 十条都有答法",
        "@李娜 by Friday 整理异议表 done: 十条都有答法",
    ],
)
def test_one_line_says_who_when_what_and_when_it_is_done(text):
    assert said(text) == Line("整理异议表", 1, FRIDAY, "十条都有答法")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天打完", TUESDAY),
        ("明天前打完", date(2026, 11, 25)),
        ("周二打完", TUESDAY),
        ("周一打完", date(2026, 11, 30)),
        ("下周一打完", date(2026, 11, 30)),
        ("下周五打完", date(2026, 12, 4)),
        ("月底前打完", date(2026, 11, 30)),
        ("1月5日打完", date(2027, 1, 5)),
        ("2026-12-03 前打完", date(2026, 12, 3)),
        ("by tomorrow 打完", date(2026, 11, 25)),
        ("by next Friday 打完", date(2026, 12, 4)),
    ],
)
def test_days_are_the_coming_ones(text, day):
    assert (said(text).due_on, said(text).text) == (day, "打完")


@pytest.mark.parametrize("text", ["讨论周报", "整理标准话术", "打 10/30 的比例", "13月40日"])
def test_what_only_looks_like_it_stays_text(text):
    found = said(text)
    assert found.owner_id is None and found.done_when == ""
    assert found.text == text or found.due_on is not None


def test_an_at_that_names_nobody_is_refused():
    with pytest.raises(RuleBroken, match="line_nobody"):
        said("@王芳 周五前 整理")
