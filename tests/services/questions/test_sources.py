"""Files of questions: which format, which letters, Word's own numbers; hostile ones are refused."""

import time
import zipfile

import pytest

from app.errors import RuleBroken
from tests.services.imports.files import workbook
from tests.services.questions.word import PICTURE_RUN, document, paragraph, run, table, underlined

GIFT = "::甲::谁审批?{=经理 ~客服}"
AIKEN = "谁审批?\nA. 经理\nB. 客服\nANSWER: A"
PAPER = "1、谁审批?( A )\nA、经理 B、客服"


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (GIFT, "a.txt", "gift"),
        (AIKEN, "a.txt", "aiken"),
        (PAPER, "a.txt", "text"),
        (GIFT, "a.gift", "gift"),
    ],
)
def test_the_format_is_told_by_the_content(bring, content, name, form):
    look = bring(content, name, dry=True)
    assert (look.format, look.verdicts[0].question.letters) == (form, "A")


@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16", "gb18030"])
def test_letters_as_windows_writes_them(bring, letters):
    assert bring(PAPER.encode(letters), dry=True).verdicts[0].question.text == "谁审批?( )"


def test_a_table_as_workbook_and_as_csv(bring):
    rows = [["题型", "题目", "选项A", "选项B", "答案"], ["单选", "谁审批?", "经理", "客服", "A"]]
    look = bring(workbook(*rows), "题.xlsx", dry=True)
    assert (look.format, look.verdicts[0].found.line) == ("xlsx", 2)
    csv = "\n".join(",".join(row) for row in rows)
    assert bring(csv, "题.csv", dry=True).counts["created"] == 1


def test_lines_copied_out_of_a_table(bring):
    look = bring("题型\t题目\tA\tB\t答案\n单选\t谁审批?\t经理\t客服\tA", dry=True)
    assert (look.format, look.verdicts[0].question.letters) == ("xlsx", "A")


@pytest.mark.parametrize("name", ["paper", "paper.aiken", "paper.q"])
def test_with_a_format_the_name_says_nothing(bring, name):
    assert bring(AIKEN, name, "aiken", dry=True).counts["created"] == 1


def test_a_word_file_with_numbers_that_the_program_counts(bring):
    content = document(
        paragraph("单选题", (2, 0)),
        paragraph("谁审批?( B )", (1, 0)),
        paragraph("客服", (1, 1)),
        paragraph("经理", (1, 1)),
        paragraph("谁接待?( A )", (1, 0)),
        paragraph("前台", (1, 1)),
        paragraph("门卫", (1, 1)),
        paragraph("判断题", (2, 0)),
        paragraph("1、要守时。(√)"),
    )
    look = bring(content, "卷.docx", "text", dry=True)
    said = [(one.question.kind, one.question.text, one.question.letters) for one in look.verdicts]
    assert said == [
        ("single", "谁审批?( )", "B"),
        ("single", "谁接待?( )", "A"),
        ("true_false", "要守时。", ""),
    ]


def test_word_tables_and_lines_to_write_on(bring):
    content = document(
        paragraph("一、单选题"),
        paragraph("1、甲( )"),
        paragraph("A、一 B、二"),
        paragraph("二、填空题"),
        paragraph("", runs=run("1、首都是") + underlined("      ") + run("。")),
        paragraph("", runs=run("2、公司在") + underlined(" 重庆 ") + run("。")),
        paragraph("参考答案"),
        paragraph("一、"),
        table(("题号", "1"), ("答案", "B")),
        paragraph("二、1、北京"),
    )
    look = bring(content, "卷.docx", dry=True)
    assert look.refused == ()
    assert [one.question.letters or one.question.answers for one in look.verdicts] == [
        "B",
        (("北京",),),
        (("重庆",),),
    ]


def test_a_question_with_a_picture_is_refused(bring):
    content = document(
        paragraph("", runs=run("1、看图") + PICTURE_RUN),
        paragraph("A、一 B、二"),
        paragraph("答案:A"),
    )
    look = bring(content, "卷.docx", dry=True)
    assert [one.why.code for one in look.refused] == ["question_picture"]


HOSTILE = {
    "an outer entity": (
        document(paragraph("&x;"), head='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "word_hostile",
    ),
    "a part that swells": (
        document(paragraph("1"), **{"word/media/x.xml": b" " * 64 * 1024**2}),
        "word_bomb",
    ),
    "broken xml": (document("<w:p>"), "word_broken"),
    "no document": (
        workbook(["甲"]).replace(b"xl/workbook.xml", b"xl/workbork.xml"),
        "word_broken",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_word_file_is_refused_quickly(bring, name):
    content, code = HOSTILE[name]
    begun = time.process_time()
    with pytest.raises(RuleBroken, match=code):
        bring(content, "卷.docx", dry=True)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100, "旧.doc", "question_file_ending"),
        (b"%PDF-1.7", "卷.txt", "file_kind"),
        ("一、单选题\n第1页", "卷.txt", "question_nothing"),
        ("x" * 30_000, "卷.txt", "question_line_long"),
        ("", "卷.txt", "file_empty"),
        ("甲,乙\n1,2", "卷.csv", "question_columns"),
    ],
)
def test_what_is_no_file_of_questions_is_refused_with_the_reason(bring, content, name, code):
    with pytest.raises(RuleBroken, match=code):
        bring(content, name, dry=True)


def test_a_thousand_questions_come_in_within_seconds(bring):
    each = "{n}、第{n}件事由谁负责?( B )\nA、专员 B、组长\nC、主管 D、经理\n"
    begun = time.process_time()
    look = bring("单选题\n" + "".join(each.format(n=n) for n in range(1, 1000)))
    assert look.counts["created"] == 999
    assert time.process_time() - begun < 6


def test_zip_is_no_word_for_text(bring, tmp_path):
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "甲")
    with pytest.raises(RuleBroken, match="word_broken"):
        bring(path.read_bytes(), "卷.docx", dry=True)
