"""Importing questions again makes versions, not doubles (rules.md §7)."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.models import Question, QuestionImport, QuestionTag, QuestionVersion
from app.services.questions import writing
from app.services.questions.bringing import Terms
from app.services.transaction import write

PAPER = "一、单选题\n1、谁审批提成?( {answer} )\nA、经理 B、客服 C、{third}\n二、判断题\n2、要守时。(√)\n"
FIRST = PAPER.format(answer="A", third="门卫")


def counted(look):
    return tuple(
        look.counts[name] for name in ("read", "created", "updated", "unchanged", "rejected")
    )


def versions():
    query = select(QuestionVersion.number).order_by(
        QuestionVersion.question_id, QuestionVersion.number
    )
    return list(db.session.scalars(query))


def test_the_same_paper_again_changes_nothing(bring):
    assert counted(bring(FIRST)) == (2, 2, 0, 0, 0)
    assert counted(bring(FIRST)) == (2, 0, 0, 2, 0)
    assert versions() == [1, 1]


def test_another_answer_or_option_is_a_version_of_the_same_question(bring):
    bring(FIRST)
    assert counted(bring(PAPER.format(answer="B", third="门卫"))) == (2, 0, 1, 1, 0)
    assert counted(bring(PAPER.format(answer="B", third="前台"))) == (2, 0, 1, 1, 0)
    assert versions() == [1, 2, 3, 1]
    last = db.session.scalar(select(QuestionVersion).where(QuestionVersion.number == 3))
    assert [one["text"] for one in last.options if one["right"]] == ["客服"]


def test_other_widths_and_blanks_are_the_same_question(bring):
    bring("1、CRM 是什么?\nA、系统 B、人\n答案:A")
    look = bring("1. ＣＲＭ是什么?( A )\nA. 系统\nB. 人")
    assert look.verdicts[0].of is not None
    assert db.session.scalar(select(func.count()).select_from(Question)) == 1


def test_one_text_with_other_options_is_another_question(bring):
    bring("1、下列正确的是( A )\nA、守时 B、迟到\n2、下列正确的是( B )\nA、骂人 B、问好")
    look = bring("1、下列正确的是( B )\nA、骂人 B、问好")
    assert counted(look) == (1, 0, 0, 1, 0)
    assert list(db.session.scalars(select(Question.nth).order_by(Question.id))) == [1, 2]


def test_what_a_paper_does_not_say_stays_as_it_was(bring):
    bring(FIRST, terms=Terms("culture", ("守则",)))
    assert counted(bring(FIRST)) == (2, 0, 0, 2, 0)
    bring(PAPER.format(answer="C", third="门卫"))
    last = db.session.scalar(select(QuestionVersion).where(QuestionVersion.number == 2))
    assert (last.module, last.tags) == ("culture", ["守则"])
    assert set(db.session.scalars(select(QuestionTag.tag))) == {"守则"}


def test_two_that_contradict_each_other_in_one_paper_are_not_both_kept(bring):
    look = bring("判断题\n1、要守时。(√)\n2、要守时。(×)\n3、要守时。(√)")
    assert counted(look) == (3, 1, 0, 1, 1)
    assert (look.refused[0].line, look.refused[0].why.code) == (3, "question_twice")


def test_a_rehearsal_keeps_nothing(bring, app):
    assert counted(bring(FIRST, dry=True)) == (2, 2, 0, 0, 0)
    for table in (Question, QuestionImport):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def test_what_was_taken_out_as_gift_comes_back_unchanged(bring):
    bring(FIRST, terms=Terms("process", ("守则",)))
    bring("填空题\n1、____和____\n答案:甲或乙;丙\n简答题\n1、说说破冰。\n答:轻松\n解析:见手册")
    done = writing.export("", None)
    assert (done.count, done.left_out) == (4, [])
    assert counted(bring(done.text, "题库.gift")) == (4, 0, 0, 4, 0)


def test_a_version_is_never_changed_or_deleted(bring):
    bring(FIRST)
    for verb in ("UPDATE question_version SET text = ''", "DELETE FROM question_version"):
        with pytest.raises(DatabaseError, match="append-only"), write() as session:
            session.execute(db.text(verb))


def test_an_import_is_on_record(bring):
    bring(FIRST, terms=Terms("skills"))
    row = db.session.scalar(select(QuestionImport))
    assert (row.file_name, row.format, row.module, row.read, row.created) == (
        "试卷.txt",
        "text",
        "skills",
        2,
        2,
    )
