from datetime import UTC, datetime

import pytest

from app.errors import RuleBroken
from app.rules.calls.dispositions import dispositions
from app.rules.defaults import DEFAULTS
from app.rules.imports import words
from app.rules.imports.calls import Reader, seconds_in
from app.rules.imports.kinds import CALLS
from app.rules.imports.layout import guess

NOW = datetime(2026, 11, 23, 2, 40, tzinfo=UTC)
ROW = {"phone": "13800138000", "login": "Wang", "started_at": "2026-03-02 10:35"}


def read(**said: str):
    return Reader(DEFAULTS, NOW).read({**ROW, "disposition": "无人接听", **said})


def refusal(**said: str) -> str:
    with pytest.raises(RuleBroken) as refused:
        read(**said)
    return refused.value.code


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        *(("95", 95), ("95.0", 95), ("1:35", 95), ("00:01:35", 95), ("1分35秒", 95), ("95秒", 95)),
        *(("2分钟", 120), ("1小时2分", 3720), ("0", 0), ("长", None), ("-3", None)),
    ],
)
def test_durations_as_people_write_them(said, seconds):
    assert seconds_in(said, minutes=False) == seconds


def test_bare_numbers_are_minutes_where_the_heading_says_so():
    assert seconds_in("1.5", minutes=True) == 90
    assert seconds_in("1:35", minutes=True) == 95


@pytest.mark.parametrize(
    ("said", "code"),
    [
        *(
            ("未接通", "no_answer"),
            ("空号 / 停机 / 错号", "wrong_number"),
            ("停机", "wrong_number"),
        ),
        *(("态度好,暂不参会", "friendly_not_coming"), ("No answer", "no_answer")),
        *(("no_answer", "no_answer"), ("没兴趣", "refused"), ("请勿再打", "do_not_call")),
    ],
)
def test_outcomes_in_codes_labels_and_everyday_words(said, code):
    assert read(disposition=said).disposition.code == code


def test_every_everyday_word_stands_for_an_outcome_there_is():
    assert set(words.OUTCOMES.values()) <= dispositions(DEFAULTS).keys()


def test_day_and_time_in_one_column_or_two():
    at = datetime(2026, 3, 2, 2, 35, tzinfo=UTC)
    for said in ("2026/3/2 10:35", "2026-03-02 2026-03-02 10:35:00", "3月2日 上午10点35分"):
        assert (read(started_at=said).started_at, read(started_at=said).timed) == (at, True)
    assert not read(started_at="2026-03-02").timed


def test_a_follow_up_on_a_day_is_in_the_first_window():
    assert read(follow_up_at="2026-03-05").follow_up_at == datetime(2026, 3, 5, 2, 30, tzinfo=UTC)
    assert read(follow_up_at="2026-03-05 15:00").follow_up_at.hour == 7


def test_what_cannot_be_taken_is_refused_with_its_reason():
    assert refusal(phone="无") == "phone_missing"
    assert refusal(login="") == "login_missing"
    assert refusal(started_at="") == "date_unreadable"
    assert refusal(started_at="2026-11-23 10:41") == "call_in_future"
    assert refusal(disposition="打了") == "call_outcome_unknown"
    assert refusal(duration_s="很久") == "call_duration_unreadable"
    assert refusal(duration_s="999999") == "call_duration_unreadable"
    assert refusal(grade="E") == "call_grade_unknown"
    assert refusal(direction="上") == "call_direction_unreadable"
    assert refusal(follow_up_at="2026-03-01") == "call_follow_up_before_call"


def test_headings_as_people_give_them():
    rows = [
        (
            1,
            [
                "序号",
                "客户姓名",
                "手机号",
                "坐席",
                "拨打日期",
                "拨打时间",
                "通话时长(分)",
                "通话结果",
            ],
        ),
        (2, ["1", "王芳", "13800138000", "wang", "2026-03-02", "10:35", "2", "未接"]),
    ]
    fields = ("", "", "phone", "login", "started_at", "started_at", "duration_s", "disposition")
    assert guess(CALLS.name, rows).fields == fields
    english = "id,phone,login,started_at,duration_s,disposition,grade,note,follow_up_at,direction"
    assert guess(CALLS.name, [(1, english.split(","))]).fields == tuple(english.split(","))
    chinese = "编号,电话,账号,开始时间,时长秒,结果,等级,备注,下次跟进,方向"
    assert guess(CALLS.name, [(1, chinese.split(","))]).fields == tuple(english.split(","))
