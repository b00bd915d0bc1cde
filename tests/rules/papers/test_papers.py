"""Papers as people write them (rules.md §7)."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.papers.lines import ENDS
from app.rules.papers.paper import read
from tests.rules.papers.cases import PAPERS, expected, told

TEXTS = [path.read_text() for path in PAPERS]
PIECES = sorted({line for text in TEXTS for line in text.splitlines()})
ANY_LINES = st.lists(
    st.sampled_from(PIECES)
    | st.text("12AB.、()( )答案:√×_一 题\t单选", max_size=20)
    | st.text(max_size=8),
    max_size=25,
)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_paper_says_what_people_read_in_it(path):
    assert told(read(path.read_text())) == expected(path)


def accounted(text):
    found = read(text)
    taken = [number for one in (*found.understood, *found.refused) for number in one.lines]
    return {*taken, *(one.line for one in found.passed_over)}


@given(ANY_LINES)
def test_whatever_is_pasted_each_line_is_understood_refused_or_passed_over(lines):
    text = "\n".join(lines)
    held = {at for at, line in enumerate(ENDS.split(text), 1) if read_as(line)}
    assert held <= accounted(text)


def read_as(line):
    return any(one.isalnum() for one in line)


@given(ANY_LINES)
def test_what_is_understood_is_whole(lines):
    for one in read("\n".join(lines)).understood:
        asked = one.question
        right = [option.right for option in asked.options]
        assert asked.text
        assert asked.kind != "single" or right.count(True) == 1
        assert asked.kind != "multiple" or any(right)
        assert asked.kind not in ("true_false", "fill_in") or all(asked.answers)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_full_width_letters_say_the_same(path):
    wide = {code: code + 0xFEE0 for code in map(ord, "ABCDEFabcdef.(),:;?!0123456789_/[]")}
    text = path.read_text()
    plain, turned = read(text), read(text.translate(wide))
    assert [one.line for one in turned.understood] == [one.line for one in plain.understood]
    assert [answers(one) for one in turned.understood] == [answers(one) for one in plain.understood]


def answers(one):
    said = one.question.letters, one.question.answers, one.question.points
    return unicodedata.normalize("NFKC", repr(said)).replace(" ", "")


def test_a_thousand_questions_are_read_in_a_second():
    head = "一、单选题(每题1分)\n"
    each = "{n}、第{n}件事由谁负责?( B )\nA、专员 B、组长\nC、主管 D、经理\n解析:见手册。\n"
    begun = time.process_time()
    found = read(head + "".join(each.format(n=n) for n in range(1, 1000)))
    assert len(found.understood) == 999
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "line",
    [
        "(" * 5000,
        "A." * 5000,
        "1." * 5000,
        "_ " * 5000,
        "一、" * 3000,
        "答案:" * 3000,
        "( A )" * 3000,
        "1-5 " * 3000,
        "单选" * 5000,
        "题号 " * 4000,
        "姓名:" * 4000,
        "1.A " * 4000,
    ],
)
def test_a_line_made_to_be_slow_is_not(line):
    begun = time.process_time()
    read(f"一、单选题\n1、题\n{line}\n答案\n{line}")
    assert time.process_time() - begun < 1.5
