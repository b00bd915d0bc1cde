"""GIFT as Moodle describes it, each construct (rules.md §7)."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.errors import RuleBroken
from app.rules.exams import gift, gift_writing
from app.rules.exams.blanks import empty_blanks
from app.rules.exams.question import MODULES, Option, Question
from app.rules.exams.sameness import key_of


def one(text):
    found = gift.read(text)
    assert found.refused == ()
    (only,) = found.understood
    return only.question


def options(asked):
    return [("=" if option.right else "~") + option.text for option in asked.options]


def refusal(text):
    found = gift.read(text)
    assert found.understood == ()
    (only,) = found.refused
    return only.line, only.why.code


def test_one_of_several_with_title_and_what_is_said_about_an_answer():
    asked = one("::首拨::新资源多久内要打?{\n~一周#太晚\n=24 小时#对\n~随便\n####见第 2 章}")
    assert (asked.kind, asked.text) == ("single", "新资源多久内要打?")
    assert options(asked) == ["~一周", "=24 小时", "~随便"]
    assert asked.explanation == "见第 2 章\n一周: 太晚\n24 小时: 对"


def test_several_by_their_weights():
    asked = one("哪些要记录?{~%50%结果 ~%50%等级 ~%-100%心情}")
    assert (asked.kind, options(asked)) == ("multiple", ["=结果", "=等级", "~心情"])


def test_part_of_the_points_is_no_right_answer_and_is_told():
    asked = one("谁审批?{=经理 ~%50%主管 ~客服}")
    assert options(asked) == ["=经理", "~主管", "~客服"]
    assert asked.explanation == "50%: 主管"


@pytest.mark.parametrize(
    ("said", "right"), [("T", "true"), ("TRUE", "true"), ("F", "false"), ("FALSE#错#对", "false")]
)
def test_true_and_false(said, right):
    asked = one(f"迟到要请假。{{{said}}}")
    assert (asked.kind, asked.answers) == ("true_false", ((right,),))


def test_the_remarks_on_a_true_or_false_are_kept():
    assert one("守时。{TRUE#想想#好####总评}").explanation == "总评\n想想\n好"


def test_short_answers_are_a_blank_with_all_that_is_accepted():
    asked = one("首都是哪里?{=北京 =北京市 =%50%京城}")
    assert (asked.kind, asked.answers) == ("fill_in", (("北京", "北京市"),))
    assert asked.explanation == "50%: 京城"


def test_a_missing_word_leaves_a_blank():
    asked = one("公司总部在{~北京 =重庆 ~上海}市。")
    assert (asked.kind, asked.text) == ("single", "公司总部在_____市。")


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("#12", ("12",)),
        ("#3.14:0.01", ("#3.14:0.01",)),
        ("#1..5", ("#1..5",)),
        ("#-2.5 .. 2", ("#-2.5..2",)),
        ("#=1949:0 =%50%1949:2", ("1949",)),
        ("#=10:1 =20:1", ("#10:1", "#20:1")),
    ],
)
def test_numbers_with_margins_and_ranges(said, accepted):
    assert one(f"多少?{{{said}}}").answers == (accepted,)


def test_an_empty_answer_is_written_freely():
    assert (one("谈谈异议处理。{}").kind, one("谈谈。{}").answers) == ("short", ())


def test_formats_escapes_and_newlines():
    assert one("[html]<p>甲 &amp; <b>乙</b></p>{T}").text == "甲 & 乙"
    assert one("[markdown]**甲**{T}").text == "**甲**"
    assert one(r"\{a\} \= \~ \# \: \\ x\ny {=1\=1}").text == "{a} = ~ # : \\ x\ny"


def test_categories_comments_tags():
    found = gift.read(
        "// 旧题 [id:7] [tag:价格] [tag:异议]\n$CATEGORY: 总/产品知识\n\n甲{T}\n\n$CATEGORY: 甲/别的\n\n乙{F}"
    )
    first, second = (asked.question for asked in found.understood)
    assert (first.module, first.tags) == ("product", ("价格", "异议"))
    assert (second.module, second.tags) == ("", ("别的",))
    assert [(at.line, at.code) for at in found.passed_over] == [
        (1, "comment"),
        (2, "heading"),
        (6, "heading"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n连一连{=甲 -> 一 =乙 -> 二}", "gift_matching"),
        ("\n只是一段说明。", "gift_description"),
        ("\n没有关上{=甲 ~乙", "gift_braces"),
        ("\n多了一个{=甲 ~乙}}", "gift_braces"),
        ("\n甲{=一 =二 ~三}", "question_two_answers"),
        ("\n甲{~一 ~二}", "question_answer_missing"),
        ("\n甲{~%50%一 ~%50%一}", "question_option_twice"),
        ("\n甲{#很多}", "gift_number"),
        ("\n甲{乱写}", "gift_answers"),
        ("\n{=甲 ~乙}", "question_text_missing"),
        ("\n[html]看<img src=a>{T}", "question_picture"),
    ],
)
def test_what_has_no_place_here_is_refused_with_its_line(text, code):
    assert refusal(text) == (2, code)


WORDS = (
    st.text("甲乙aB1 :#={}~\\%[]<>/.\n-_", min_size=1, max_size=12).map(str.strip).filter(key_of)
)
TEXT = WORDS.filter(lambda said: not said.startswith("::") and "__" not in said)
FACTS = {
    "explanation": st.just("") | TEXT,
    "module": st.sampled_from(("", *MODULES)),
    "tags": st.lists(st.sampled_from(["价格", "a]b", "x"]), unique=True, max_size=2).map(tuple),
    "points": st.none() | st.integers(0, 10_000),
}
CHOICES = st.lists(
    st.tuples(TEXT, st.booleans()), min_size=2, max_size=6, unique_by=lambda pair: key_of(pair[0])
)


@st.composite
def questions(draw):
    kind = draw(st.sampled_from(["single", "multiple", "true_false", "fill_in", "short"]))
    text, facts = draw(TEXT), {name: draw(value) for name, value in FACTS.items()}
    if kind in ("single", "multiple"):
        pairs = draw(CHOICES)
        right = [0] if kind == "single" else [at for at, pair in enumerate(pairs) if pair[1]] or [0]
        facts["options"] = tuple(Option(said, at in right) for at, (said, _) in enumerate(pairs))
    elif kind == "true_false":
        facts["answers"] = ((draw(st.sampled_from(["true", "false"])),),)
    elif kind == "fill_in":
        blank = st.lists(
            TEXT.filter(lambda said: ";" not in said), min_size=1, max_size=2, unique=True
        ).map(tuple)
        facts["answers"] = tuple(draw(st.lists(blank, min_size=1, max_size=3)))
        text = draw(TEXT.filter(lambda said: not empty_blanks(said)))
        text += "____ " * len(facts["answers"])
    else:
        facts["answers"] = draw(st.just(()) | TEXT.map(lambda said: ((said,),)))
    return Question(kind=kind, text=text.strip(), **facts)


@settings(max_examples=settings.default.max_examples * 2)
@given(questions())
def test_what_is_written_as_gift_is_read_as_it_was(asked):
    assume(not asked.explanation.startswith("答案"))
    text = gift_writing.category(asked.module) + "\n" + gift_writing.write(asked, "Q1")
    assert one(text) == asked


def test_an_arrow_in_a_single_answer_is_no_pair():
    asked = one("1____{=->}")
    assert (asked.kind, asked.answers) == ("fill_in", (("->",),))


def test_blanks_that_gift_cannot_hold_are_not_written():
    with pytest.raises(RuleBroken, match="gift_unwritable"):
        gift_writing.write(Question("fill_in", "____和____", answers=(("a;b",), ("c",))), "Q1")


@given(st.text("甲a1{}=~#%:\\/$[]T \n-.>", max_size=80))
def test_whatever_is_read_each_line_is_accounted_for(text):
    found = gift.read(text)
    seen = {n for block in (*found.understood, *found.refused) for n in block.lines}
    seen |= {line.line for line in found.passed_over}
    assert seen == {at for at, line in enumerate(gift.ENDS.split(text), 1) if line.strip()}
