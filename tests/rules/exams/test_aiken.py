"""Aiken as Moodle describes it (rules.md §7)."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.exams import aiken


def test_dots_and_brackets_and_the_answer_line():
    found = aiken.read(
        "哪个时段好打?\nA. 清晨\nB. 上午\nANSWER: B\n\n谁审批?\nA) 经理\nB) 客服\nC) 门卫\nANSWER: A\n"
    )
    said = [(one.line, one.question.text, one.question.letters) for one in found.understood]
    assert said == [(1, "哪个时段好打?", "B"), (6, "谁审批?", "A")]
    assert found.refused == ()


def test_a_text_may_have_several_lines():
    (one,) = aiken.read("客户说:\n太贵了。\nA. 降价\nB. 问原因\nANSWER: B").understood
    assert one.question.text == "客户说:\n太贵了。"


def test_what_is_not_as_described_is_refused_with_its_line():
    text = "没有答案\nA. 一\nB. 二\n两个答案\nA. 一\nB. 二\nANSWER: A, B\n没有选项\nANSWER: A\n没有这个\nA. 一\nB. 二\nANSWER: D"
    found = aiken.read(text)
    assert [(one.line, one.why.code) for one in found.refused] == [
        (1, "question_answer_missing"),
        (4, "aiken_answer"),
        (8, "question_options_missing"),
        (10, "question_answer_no_option"),
    ]


@given(
    st.lists(
        st.sampled_from(["问", "A. 一", "B) 二", "C.", "ANSWER: A", "ANSWER:", "", " "]),
        max_size=15,
    )
)
def test_each_line_is_accounted_for(lines):
    found = aiken.read("\n".join(lines))
    seen = [n for one in (*found.understood, *found.refused) for n in one.lines]
    assert sorted(seen) == [at for at, line in enumerate(lines, 1) if line.strip()]
