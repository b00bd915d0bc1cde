"""Questions in a table (rules.md §7)."""

import pytest

from app.errors import RuleBroken
from app.rules.papers import sheets

CHINESE = [
    "序号",
    "题型",
    "题目",
    "选项A",
    "选项B",
    "选项C",
    "答案",
    "解析",
    "模块",
    "标签",
    "分值",
]
ROWS = [
    [
        "1",
        "单选题",
        "公司成立于哪一年?",
        "1998",
        "1999",
        "",
        "B",
        "见官网",
        "企业文化",
        "历史",
        "2",
    ],
    ["2", "多选", "哪些要记录?", "结果", "等级", "心情", "A,B", "", "其他", "日报、记录", "2.5分"],
    ["3", "判断题", "可以迟到。", "对", "错", "", "错误", "", "", "", ""],
    ["4", "填空", "首都是____。", "", "", "", "北京/北京市", "", "", "", ""],
    ["5", "简答题", "说说破冰。", "", "", "", "用轻松的话题", "", "", "", ""],
    ["6", "判断题", "要守时。", "对", "错", "", "A", "", "", "", ""],
]


def read(*rows):
    return sheets.read(list(enumerate(rows, 1)))


def test_each_kind_from_a_row():
    found = read(["题库", *[""] * 10], CHINESE, *ROWS)
    assert found.refused == ()
    first, second, third, blank, short, sixth = (one.question for one in found.understood)
    assert (first.kind, first.letters, first.explanation) == ("single", "B", "见官网")
    assert (first.module, first.tags, first.points) == ("culture", ("历史",), 200)
    assert (second.kind, second.letters, second.points) == ("multiple", "AB", 250)
    assert (second.module, second.tags) == ("", ("日报", "记录", "其他"))
    assert (third.kind, third.answers) == ("true_false", (("false",),))
    assert (blank.kind, blank.answers) == ("fill_in", (("北京", "北京市"),))
    assert (short.kind, short.answers) == ("short", (("用轻松的话题",),))
    assert sixth.answers == (("true",),)
    assert [one.line for one in found.understood] == [3, 4, 5, 6, 7, 8]


def test_english_headings_and_all_options_in_one_cell():
    head = ["Type", "Question", "Options", "Answer"]
    rows = [
        ["single choice", "Who?", "A. Li\nB. Wang", "A"],
        ["multiple answers", "Which?", "x|y|z", "AC"],
    ]
    first, second = (one.question for one in read(head, *rows).understood)
    assert [option.text for option in first.options] == ["Li", "Wang"]
    assert ([option.text for option in second.options], second.letters) == (["x", "y", "z"], "AC")


def test_a_kind_that_is_not_said_is_told_by_the_answer():
    head = ["题目", "A", "B", "C", "答案"]
    found = read(
        head, ["甲", "1", "2", "3", "AB"], ["乙", "", "", "", "对"], ["丙", "1", "2", "", "B"]
    )
    assert [one.question.kind for one in found.understood] == ["multiple", "true_false", "single"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["", "连连看", "甲", "", "", "", "A", "", "", "", ""], "question_kind_unknown"),
        (["", "单选", "甲", "1", "2", "", "AB", "", "", "", ""], "question_two_answers"),
        (["", "单选", "甲", "1", "2", "", "E", "", "", "", ""], "question_answer_no_option"),
        (["", "单选", "甲", "1", "", "3", "A", "", "", "", ""], "question_option_order"),
        (["", "单选", "甲", "1", "2", "", "", "", "", "", ""], "question_answer_missing"),
        (["", "单选", "", "1", "2", "", "A", "", "", "", ""], "question_text_missing"),
        (["", "单选", "甲", "1", "2", "", "A", "", "", "", "很多"], "question_points"),
    ],
)
def test_a_row_that_is_not_whole_is_refused_with_its_number(row, code):
    (only,) = read(CHINESE, row).refused
    assert (only.line, only.why.code) == (2, code)


def test_a_table_without_headings_is_refused():
    with pytest.raises(RuleBroken, match="question_columns"):
        read(["公司", "1998"])
