"""Where a trainer marks answers (rules.md §7)."""

import pytest

from app.extensions import db
from app.models import AnswerMark
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
    exams.bank_of(1, "short")
    return exams.open_paper(("short", 1))


@pytest.fixture
def attempt(paper):
    return exams.taken(builders.person("alice"), paper, "先问候,再说身份")


def where(attempt):
    return f"/papers/{attempt.paper_id}/marks/{exams.version_at(attempt)}"


def typed(attempt, points, note="", seen=0):
    number = exams.answer_of(attempt).id
    return {f"points-{number}": points, f"note-{number}": note, f"seen-{number}": seen}


def test_the_menu_and_the_list_say_how_much_waits(client, attempt):
    page = client.get("/papers").text
    assert '<span class="nav__badge">1<' in page
    assert f'href="/papers/{attempt.paper_id}/marks">1<' in page


def test_answers_stand_without_names_until_they_are_asked_for(client, attempt):
    page = client.get(f"{where(attempt)}/edit").text
    assert ("先问候,再说身份" in page, "Alice" in page) == (True, False)
    assert "Alice" in client.get(f"{where(attempt)}/edit?names=1").text


def test_a_mark_with_its_note_is_shown_with_who_gave_it(client, trainer, attempt):
    page = client.post(where(attempt), data=typed(attempt, 75, "漏了公司名"), follow_redirects=True)
    assert "评了 1 份" in page.text
    assert all(words in page.text for words in ("漏了公司名", f"0.75 分,{trainer.name}"))
    assert '<span class="nav__badge">' not in page.text


def test_a_refusal_says_why_and_keeps_what_was_typed(client, attempt):
    data = typed(attempt, 75, "漏了公司名")
    client.post(where(attempt), data=data)
    answer = client.post(where(attempt), data=typed(attempt, 50, "少一点"))
    assert (answer.status_code, "刚评过其中一份" in answer.text) == (422, True)
    assert "少一点" in answer.text
    assert db.session.query(AnswerMark).count() == 1


def test_a_note_without_points_is_not_lost_in_silence(client, attempt):
    number = exams.answer_of(attempt).id
    answer = client.post(where(attempt), data={f"note-{number}": "好"})
    assert (answer.status_code, "没有选分数" in answer.text) == (422, True)


@pytest.mark.parametrize("value", ["", "x", "-1", "٣", "9" * 30])
def test_what_is_no_number_of_points_is_refused(client, attempt, value):
    assert client.post(where(attempt), data=typed(attempt, value)).status_code == 422


def test_own_answers_are_not_among_them(client, trainer, paper):
    attempt = exams.taken(trainer, paper, "自己写的")
    assert "没有别人答过这题" in client.get(f"{where(attempt)}/edit").text
    assert client.post(where(attempt), data=typed(attempt, 100)).status_code == 422


def test_what_needs_no_mark_has_no_page(client, trainer):
    exams.bank_of(1, "single")
    attempt = exams.taken(builders.person("alice"), exams.open_paper(("single", 1)), "A")
    assert client.get(f"{where(attempt)}/edit").status_code == 409
    assert "没有要评的题" in client.get(f"/papers/{attempt.paper_id}/marks").text


def test_many_answers_cost_no_more_queries(client, paper, attempt):
    for name in ("bob", "carol", "dave"):
        exams.taken(builders.person(name), paper, "问候")
    there = where(attempt)
    assert queries_of(lambda: client.get(f"{there}/edit")) <= 11
    assert queries_of(lambda: client.get(f"/papers/{paper_id_of(there)}/marks")) <= 10


def paper_id_of(path):
    return path.split("/")[2]
