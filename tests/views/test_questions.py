"""The question bank and the desk of papers (rules.md §7)."""

import io

import pytest

from app.extensions import db
from app.models import Question, QuestionVersion
from app.services.questions import desk, listing
from tests import builders
from tests.queries import queries_of
from tests.services.questions.word import document, paragraph

pytestmark = pytest.mark.usefixtures("set_clock")
PAPER = "一、单选题\n1、谁审批提成?( A )\nA、经理 B、客服\n2、没有答案\nA、甲 B、乙\n二、判断题\n3、要守时。(√)\n"


@pytest.fixture
def trainer(client):
    made = builders.person("tina", "trainer")
    client.sign_in(made)
    return made


def paste(client, text=PAPER, **facts):
    return client.post("/question-imports", data={"text": text, **facts})


def kept(client, text=PAPER, **facts):
    where = paste(client, text, **facts).location
    return client.post(f"{where}/keeping", follow_redirects=True)


def test_a_pasted_paper_is_shown_line_by_line_before_it_is_kept(client, trainer):
    where = paste(client, module="culture", tags="守则、提成").location
    page = client.get(where).text
    assert all(
        words in page for words in ("谁审批提成?", "没有答案。请在题干括号里", "存入 2 题", "标题")
    )
    assert db.session.query(Question).count() == 0
    only = client.get(f"{where}?only=rejected").text
    assert ("2、没有答案" in only, "谁审批提成" in only) == (True, False)
    assert "新增 2 题" in client.post(f"{where}/keeping", follow_redirects=True).text
    said = db.session.query(QuestionVersion).first()
    assert (said.module, said.tags, said.made_by_id) == ("culture", ["守则", "提成"], trainer.id)


def test_it_is_kept_once(client, trainer):
    where = paste(client).location
    client.post(f"{where}/keeping")
    again = client.post(f"{where}/keeping", follow_redirects=True)
    assert "已经存入题库" in again.text
    assert db.session.query(QuestionVersion).count() == 2


def test_the_same_paper_again_offers_nothing_to_keep(client, trainer):
    kept(client)
    page = client.get(paste(client).location).text
    assert "存入 0 题" in page
    assert "没有变化 2" in page


def test_a_paper_read_in_another_way_and_given_up(client, trainer):
    where = paste(client, "甲?\nA. 一\nB. 二\nANSWER: B").location
    assert 'value="aiken" selected' in client.get(where).text.replace(
        'selected value="aiken"', 'value="aiken" selected'
    )
    client.post(where, data={"format": "text", "module": "skills", "tags": ""})
    assert "销售技巧" in client.get(where).text
    client.post(f"{where}/removal")
    assert client.get(where).status_code == 404


def test_a_word_file(client, trainer):
    content = document(
        paragraph("谁审批?( A )", (1, 0)), paragraph("经理", (1, 1)), paragraph("客服", (1, 1))
    )
    data = {"file": (io.BytesIO(content), "试卷.docx")}
    page = client.post("/question-imports", data=data, follow_redirects=True).text
    assert "1. 谁审批?( A )" in page
    assert "存入 1 题" in page


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text": " "}, "请粘贴试卷"),
        ({"text": "一、单选题"}, "没有找到任何题目"),
        ({"text": "甲", "format": "xlsx"}, "没有找到表头"),
    ],
)
def test_what_is_no_paper_is_refused_with_what_was_typed_in_place(client, trainer, data, says):
    answer = client.post("/question-imports", data=data)
    assert (answer.status_code, says in answer.text) == (422, True)


def test_a_bad_file_is_refused(client, trainer):
    data = {"file": (io.BytesIO(b"PK\x03\x04no"), "试卷.docx")}
    answer = client.post("/question-imports", data=data)
    assert (answer.status_code, "文件打不开" in answer.text) == (422, True)


def test_the_bank_is_searched_and_filtered_in_the_address(client, trainer):
    kept(client, module="culture", tags="守则")
    kept(client, "判断题\n1、可以迟到。(×)", module="product")
    found = client.get("/questions?module=culture&kind=single").text
    assert ("谁审批提成" in found, "要守时" in found) == (True, False)
    assert "可以迟到" in client.get("/questions?q=迟到").text
    assert "谁审批" not in client.get("/questions?tag=守则&q=迟到").text
    assert "没有符合的题目" in client.get("/questions?q=%25").text
    assert "没有符合的题目" in client.get("/questions?state=retired").text


def test_a_question_by_hand_and_its_next_version(client, trainer):
    said = {"text": "首都是____。", "blanks": "北京 / 北京市", "module": "culture", "points": "2.5"}
    where = client.post("/questions?kind=fill_in", data=said).location
    number = where.rpartition("/")[2]
    again = {**said, "blanks": "北京", "version": "1"}
    page = client.post(f"/questions/{number}", data=again, follow_redirects=True).text
    assert all(words in page for words in ("第 2 版", "第 1 版", "2.5 分"))
    versions = listing.versions(int(number))
    assert [one.said.answers for one in versions] == [(("北京",),), (("北京", "北京市"),)]


def test_each_kind_by_hand(client, trainer):
    right = {"text": "甲", "option_A": "一", "option_B": "二", "right_B": "y"}
    for kind, said in {
        "single": right,
        "multiple": {**right, "right_A": "y"},
        "true_false": {"text": "甲", "truth": "false"},
        "short": {"text": "甲", "model": "乙"},
    }.items():
        assert client.post(f"/questions?kind={kind}", data=said).status_code == 303, kind
        assert client.get(f"/questions/new?kind={kind}").status_code == 200
    for row in db.session.query(Question).all():
        assert client.get(f"/questions/{row.id}/edit").status_code == 200


@pytest.mark.parametrize(
    ("kind", "said", "says"),
    [
        (
            "single",
            {"text": "甲", "option_A": "一", "option_B": "二"},
            "还没有答案:请勾选正确的选项",
        ),
        ("single", {"text": "甲", "option_A": "一", "right_A": "y"}, "至少两个选项"),
        ("fill_in", {"text": "____和____", "blanks": "一"}, "题目有 2 个空"),
        ("short", {"text": ""}, "请写题目"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(client, trainer, kind, said, says):
    answer = client.post(f"/questions?kind={kind}", data=said)
    assert (answer.status_code, says in answer.text) == (422, True)


def test_a_question_that_is_there_is_not_made_twice(client, trainer):
    client.post("/questions?kind=short", data={"text": "说说破冰。"})
    answer = client.post("/questions?kind=short", data={"text": "说说 破冰"})
    assert (answer.status_code, "题库里已有这道题" in answer.text) == (422, True)


def test_who_was_slower_sees_it_and_can_press_again(client, trainer):
    where = client.post("/questions?kind=short", data={"text": "甲", "model": "乙"}).location
    client.post(where, data={"text": "甲", "model": "丙", "version": "1"})
    slow = client.post(where, data={"text": "甲", "model": "丁", "version": "1"})
    assert (slow.status_code, "刚才有人改过" in slow.text, 'value="2"' in slow.text) == (
        422,
        True,
        True,
    )


def test_a_question_out_of_use_and_back(client, trainer):
    where = client.post("/questions?kind=short", data={"text": "甲"}).location
    assert "已停用" in client.post(f"{where}/retirement", follow_redirects=True).text
    assert "甲" not in client.get("/questions").text.partition('id="found"')[2]
    client.post(f"{where}/retirement/removal")
    assert db.session.query(Question).one().retired_at is None


def test_out_as_gift_after_the_password(client, trainer):
    kept(client)
    answer = client.post("/question-exports")
    assert "谁审批提成?" in answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("role", ["rep", "group_leader", "supervisor", "assistant"])
def test_who_takes_the_exams_sees_no_question(client, role):
    client.sign_in(builders.person("alice", role))
    for path in ("/questions", "/questions/1", "/question-imports", "/question-imports/1"):
        assert client.get(path).status_code == 403


def test_the_list_takes_as_many_queries_for_one_as_for_many(client, trainer):
    kept(client, "判断题\n1、甲乙。(×)")
    one = queries_of(lambda: client.get("/questions"))
    kept(client, "判断题\n" + "".join(f"{n}、第{n}件事。(√)\n" for n in range(1, 20)))
    assert queries_of(lambda: client.get("/questions")) == one


def test_markup_in_a_paper_is_text(client, trainer):
    page = client.get(
        paste(client, "1、<script>alert(1)</script>( A )\nA、<b>甲</b> B、乙").location
    ).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_what_was_refused_or_given_up_is_not_kept_on_disk(client, trainer):
    def files():
        return list(desk.root().glob("*"))

    before = files()
    client.post("/question-imports", data={"file": (io.BytesIO(b"PK\x03\x04no"), "试卷.docx")})
    client.post("/question-imports", data={"text": "一、单选题"})
    where = paste(client, "1、只在这里( A )\nA、一 B、二").location
    client.post(f"{where}/removal")
    assert files() == before
