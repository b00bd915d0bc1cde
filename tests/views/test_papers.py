"""The trainer's pages of papers (rules.md §7)."""

import re
from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.models import Paper, PaperRelease
from app.rules.exams.question import Question
from app.services import settings
from tests import builders, exams
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
TYPED = {
    **{"title": "规则", "minutes": "30", "pass_percent": "80", "retakes": "2"},
    **{"retake_days": "1", "draws-0-count": "1", "draws-0-kind": "true_false"},
}


@pytest.fixture
def trainer(client):
    made = builders.person("tina", "trainer")
    client.sign_in(made)
    return made


def asked(text="要守时"):
    return exams.question(Question("true_false", text, answers=(("true",),)))


def made(client, **typed):
    return client.post("/papers", data={**TYPED, **typed}).location


def sat(paper, *names):
    ended = clock.now() - timedelta(hours=1)
    question = asked()
    for name in names:
        one = exams.attempt(builders.person(name), paper, question, ended_at=ended)
        exams.score(one, 0)
    return question


def test_an_empty_list_says_what_a_paper_is(client, trainer):
    assert "考卷只写从题库抽哪些题" in client.get("/papers").text


def test_a_new_paper_proposes_the_terms_of_the_house(client, trainer):
    settings.put("exams.pass_percent", 85, since=clock.today(), actor_id=None)
    assert 'value="85"' in client.get("/papers/new").text


def test_a_draft_tells_what_the_bank_lacks_and_is_not_published(client, trainer):
    where = made(client, **{"draws-0-count": "3"})
    asked()
    page = client.get(where).text
    assert "只有 1 题可抽" in page
    assert re.search(r"button--primary[^<]*>修改", page)
    assert not re.search(r"button--primary[^<]*>发布", page)
    refused = client.post(f"{where}/publication", headers={"Accept": "text/html"})
    assert (refused.status_code, "第 1 行要抽 3 题" in refused.text) == (409, True)
    assert db.session.query(Paper).one().published_at is None


def test_from_draft_to_published_to_withdrawn(client, trainer):
    asked()
    where = made(client)
    assert "已发布" in client.post(f"{where}/publication", follow_redirects=True).text
    page = client.post(f"{where}/publication/removal", follow_redirects=True).text
    assert "重新发布" in page


def test_a_draft_is_deleted_and_what_was_out_is_not(client, trainer):
    asked()
    where = made(client)
    assert "删除草稿" in client.get(where).text
    client.post(f"{where}/publication")
    assert "删除草稿" not in client.get(where).text
    assert client.post(f"{where}/removal").status_code == 409
    where = made(client, title="用不着")
    assert "草稿已删除" in client.post(f"{where}/removal", follow_redirects=True).text
    assert client.get(where).status_code == 404


def test_what_was_typed_comes_back_with_what_is_wrong(client, trainer):
    answer = client.post("/papers", data={**TYPED, "draws-0-count": "", "minutes": "0"})
    assert answer.status_code == 422
    assert "这一行还没写题数" in answer.text
    assert "请填 1 到 600 的整数" in answer.text
    empty = client.post("/papers", data={**TYPED, "draws-0-count": "", "draws-0-kind": ""})
    assert "请至少写一行" in empty.text


def test_a_paper_is_changed_with_its_lines_in_place(client, trainer):
    where = made(client, **{"draws-0-points": "2.5", "required": "y"})
    page = client.get(f"{where}/edit").text
    assert 'value="2.5"' in page
    client.post(where, data={**TYPED, "title": "守则", "draws-0-count": "7"})
    paper = db.session.query(Paper).one()
    assert (paper.title, paper.required, paper.draws[0].count) == ("守则", False, 7)


def test_who_passed_and_the_release(client, trainer):
    paper = exams.open_paper()
    sat(paper, "alice")
    page = client.get(f"/papers/{paper.id}").text
    assert all(words in page for words in ("1 人考过,0 人通过", "没通过", "还没有公布过"))
    page = client.post(f"/papers/{paper.id}/releases", follow_redirects=True).text
    assert "新增 1 次考试看得到" in page
    assert db.session.query(PaperRelease).one().by_id == trainer.id


def test_a_question_has_figures_after_enough_attempts(client, trainer):
    paper = exams.paper()
    sat(paper, *(f"rep{n}" for n in range(19)))
    page = client.get(f"/papers/{paper.id}/questions").text
    assert ("–" in page, "0.0%" in page) == (True, False)
    settings.put("exams.statistics_attempts", 19, since=clock.today(), actor_id=None)
    assert "0.0%" in client.get(f"/papers/{paper.id}/questions").text


def test_the_pages_send_few_queries(client, trainer):
    paper = exams.paper()
    where = f"/papers/{paper.id}"
    sat(paper, "alice", "bob", "carol")
    assert queries_of(lambda: client.get("/papers")) <= 7
    assert queries_of(lambda: client.get(where)) <= 17
    assert queries_of(lambda: client.get(f"{where}/questions")) <= 10
