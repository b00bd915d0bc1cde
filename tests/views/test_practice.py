"""Practising from one's own mistakes (rules.md §7)."""

import re
from datetime import timedelta

import pytest

from app.rules.exams.question import Option, Question
from tests import builders, exams
from tests.conftest import MONDAY_MORNING
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
TOLD = "多选的解析"
KINDS = {
    "multiple": Question(
        "multiple", "选哪几个?", (Option("甲", True), Option("乙"), Option("丙", True)), (), TOLD
    ),
    "true_false": Question("true_false", "先打约好的。", answers=(("true",),)),
    "fill_in": Question("fill_in", "每天 ____ 条,最多 ____ 次。", answers=(("10",), ("3", "三"))),
    "short": Question("short", "写开场白。", answers=(("我是谁,占用您一分钟。",),)),
}


@pytest.fixture
def alice(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    return alice


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\d+)">', page))


def say(client, *said: str, **more: str):
    fields = {**hidden(client.get("/practice").text), "said": list(said), **more}
    return client.post("/practice/answers", data=fields)


def read(client, answer) -> str:
    assert answer.status_code == 303
    return client.get(answer.location).text


def test_an_empty_page_says_what_comes_here(client, alice):
    page = client.get("/practice").text
    assert "还没有错题" in page and "公布答案以后" in page and "不影响工资" in page


def test_the_question_is_asked_without_its_answer(client, alice):
    exams.mistake(alice, exams.question())
    page = client.get("/practice").text
    assert "现在有 1 题要练" in page and "先打谁?" in page and "约好的" in page
    assert "答应过的在先" not in page and "正确答案" not in page


def test_wrong_shows_both_the_right_one_and_ones_own_and_when_it_comes_back(client, alice):
    exams.mistake(alice, exams.question())
    page = read(client, say(client, "B"))
    assert "这次没对。" in page and "今天 10:50 再练" in page
    assert "答应过的在先。" in page and "正确答案" in page and "你选的" in page
    assert "现在的都练完了" in page
    assert "下一题 今天 10:50 再来" in client.get("/practice").text


def test_right_leads_on_to_the_next(client, alice):
    exams.mistake(alice, exams.question())
    exams.mistake(alice, exams.question(KINDS["true_false"]), "第二份")
    page = read(client, say(client, "A"))
    assert "对了。" in page and "11月25日 周三 再练" in page and "下一题(还有 1 题)" in page


@pytest.mark.parametrize(
    ("kind", "said", "right"),
    [
        *(("multiple", ["A", "C"], True), ("multiple", ["A"], False)),
        *(("true_false", ["true"], True), ("true_false", ["false"], False)),
        *(("fill_in", ["10", "三"], True), ("fill_in", ["10", ""], False)),
        *(("short", ["true"], True), ("short", ["false"], False)),
    ],
)
def test_every_kind_is_asked_and_judged(client, alice, kind, said, right):
    exams.mistake(alice, exams.question(KINDS[kind]))
    assert KINDS[kind].text in client.get("/practice").text
    assert ("对了。" in read(client, say(client, *said))) is right


def test_who_does_not_know_sees_the_answer(client, alice):
    exams.mistake(alice, exams.question(KINDS["fill_in"]))
    page = read(client, say(client, unknown="1"))
    assert "没关系,看一遍答案。" in page and "三" in page


def test_nothing_said_is_asked_for_and_nothing_kept(client, alice):
    exams.mistake(alice, exams.question(KINDS["multiple"]))
    answer = say(client)
    assert answer.status_code == 422
    assert "先选一个或写一个答案" in answer.text and TOLD not in answer.text
    assert "现在有 1 题要练" in client.get("/practice").text


def test_pressed_twice_it_is_kept_once(client, alice):
    exams.mistake(alice, exams.question())
    fields = {**hidden(client.get("/practice").text), "said": ["A"]}
    assert client.post("/practice/answers", data=fields).status_code == 303
    again = client.post("/practice/answers", data=fields)
    assert again.status_code == 409 and "还没到再练的时候" in again.text


def test_an_answer_is_seen_by_nobody_else_not_even_a_supervisor(client, alice):
    exams.mistake(alice, exams.question())
    location = say(client, "A").location
    for role in ("rep", "supervisor"):
        client.sign_in(builders.person(role, role))
        assert client.get(location).status_code == 404


def test_many_mistakes_cost_no_more_queries(client, alice, set_clock):
    exams.mistake(alice, exams.question())
    one = queries_of(lambda: client.get("/practice"))
    for title in ("二", "三", "四"):
        version = exams.question(Question("true_false", f"{title}?", answers=(("true",),)))
        exams.mistake(alice, version, title)
    set_clock(MONDAY_MORNING + timedelta(seconds=1))
    assert queries_of(lambda: client.get("/practice")) == one
