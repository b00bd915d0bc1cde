"""An attempt as a trainer sees it, and what he does about it (rules.md §7)."""

import pytest

from app.extensions import db
from app.models import LateAcceptance, QuestionVoiding
from app.services.exams import answering, marking, starting
from app.services.exams.answering import Given
from app.services.exams.marking import Mark
from tests import builders, exams
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def trainer(client):
    made = builders.person("tina", "trainer")
    client.sign_in(made)
    return made


@pytest.fixture
def paper(trainer):
    exams.bank_of(1)
    exams.bank_of(1, "short")
    return exams.open_paper(("single", 1), ("short", 1))


@pytest.fixture
def attempt(paper):
    return exams.taken(builders.person("alice"), paper, "B", "先问候")


def where(attempt):
    return f"/papers/{attempt.paper_id}/attempts/{attempt.id}"


def late_answer(attempt):
    said = Given(1, "phone", 9, ("A",))
    answering.answer(attempt.id, attempt.person_id, said)
    return exams.answer_of(attempt).id


def test_each_answer_stands_with_its_points_and_the_next_step(client, attempt):
    page = client.get(where(attempt)).text
    assert all(words in page for words in ("Alice 第 1 次", "先问候", "0 / 1", "1 题等评分"))
    assert f"/marks/{exams.version_at(attempt, 2)}/edit?attempt={attempt.id}" in page
    assert f"/question-versions/{exams.version_at(attempt)}/voiding" in page


def test_every_mark_and_every_score_is_told(client, trainer, attempt):
    version, number = exams.version_at(attempt, 2), exams.answer_of(attempt, 2).id
    marking.mark(attempt.paper_id, version, {number: Mark(75, "漏了公司名")}, trainer.id)
    page = client.get(where(attempt)).text
    assert all(words in page for words in ("漏了公司名", "0.75 / 2", "不够及格", trainer.name))


def test_the_marks_of_one_attempt_are_reached_from_it_alone(client, attempt):
    exams.taken(builders.person("bob"), attempt.paper, "A", "报价")
    there = f"/papers/{attempt.paper_id}/marks/{exams.version_at(attempt, 2)}/edit"
    page = client.get(f"{there}?attempt={attempt.id}").text
    assert ("先问候" in page, "报价" in page, "Alice" in page) == (True, False, True)
    given = {f"points-{exams.answer_of(attempt, 2).id}": 100}
    back = client.post(f"{there.removesuffix('/edit')}?attempt={attempt.id}", data=given).location
    assert back == where(attempt)


def test_while_it_runs_no_answer_is_shown(client, paper):
    alice = builders.person("alice")
    number = starting.start(paper.id, alice.id, "k")
    answering.answer(number, alice.id, Given(2, "phone", 1, ("偷看不到",)))
    page = client.get(f"/papers/{paper.id}/attempts/{number}").text
    assert ("正在考" in page, "偷看不到" in page) == (True, False)


def test_a_late_answer_is_accepted_with_a_reason(client, attempt):
    up_to = late_answer(attempt)
    assert "收下后:0 → 1 分" in client.get(where(attempt)).text
    there = f"{where(attempt)}/late-acceptances"
    refused = client.post(there, data={"up_to": up_to, "reason": " "})
    assert (refused.status_code, "请写明原因" in refused.text) == (422, True)
    page = client.post(there, data={"up_to": up_to, "reason": "停电"}, follow_redirects=True).text
    assert all(words in page for words in ("已收下", "停电", "收了晚到的答案"))
    again = client.post(there, data={"up_to": up_to, "reason": "停电"})
    assert (again.status_code, "刚有人收过" in again.text) == (422, True)
    assert db.session.query(LateAcceptance).count() == 1


@pytest.mark.parametrize("up_to", ["", "x", "9" * 30, "٣"])
def test_what_names_no_answer_is_refused(client, attempt, up_to):
    late_answer(attempt)
    there = f"{where(attempt)}/late-acceptances"
    assert client.post(there, data={"up_to": up_to, "reason": "停电"}).status_code == 422


def test_the_list_of_a_paper_names_what_came_late(client, attempt):
    late_answer(attempt)
    assert "晚到 1 条" in client.get(f"/papers/{attempt.paper_id}").text


def test_ones_own_attempt_has_no_keys(client, trainer, paper):
    own = exams.taken(trainer, paper, "B", "先问候")
    late_answer(own)
    page = client.get(where(own)).text
    assert "都由别人来做" in page
    assert ("收下晚到的答案" in page, "/edit?attempt" in page) == (False, False)


def test_an_attempt_of_another_paper_is_missing(client, attempt):
    assert client.get(f"/papers/{attempt.paper_id + 1}/attempts/{attempt.id}").status_code == 404


def test_a_question_is_voided_after_a_look_at_what_it_changes(client, attempt):
    there = f"/question-versions/{exams.version_at(attempt)}/voiding"
    page = client.get(there).text
    assert "1 次考试重算,其中 1 次分数变高,0 人因此通过" in page
    page = client.post(there, data={"reason": "答案过时"}, follow_redirects=True).text
    assert all(words in page for words in ("重新算了 1 次考试", "答案过时", "改变了什么"))
    again = client.post(there, data={"reason": "答案过时"})
    assert (again.status_code, "已经作废过了" in again.text) == (422, True)
    assert db.session.query(QuestionVoiding).count() == 1
    assert "作废,按满分算" in client.get(where(attempt)).text


def test_the_page_sends_few_queries(client, attempt):
    there, version = where(attempt), exams.version_at(attempt)
    late_answer(attempt)
    assert queries_of(lambda: client.get(there)) <= 22
    assert queries_of(lambda: client.get(f"/question-versions/{version}/voiding")) <= 13
