"""Taking a paper, from the list to the result (rules.md §7)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import AnswerEvent, Attempt
from app.services.exams import ending
from tests import builders, exams
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
DAY = timedelta(days=1)


@pytest.fixture
def alice(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    return alice


@pytest.fixture
def paper(alice):
    exams.bank_of(3)
    return exams.open_paper(("single", 2), required=True)


def press(client, paper, key="k"):
    return client.post(f"/exams/{paper.id}/attempts", data={"key": key})


def begun(client, paper) -> str:
    """The address of an attempt that has just begun."""
    answer = press(client, paper)
    assert answer.status_code == 303
    return answer.location


def send(client, address, person, *answers, device="phone"):
    body = {"proto": 1, "user": person.id, "device": device, "answers": list(answers)}
    return client.post(f"{address}/answers", json=body)


def said(place, seq, *letters):
    return {"place": place, "seq": seq, "said": list(letters), "at": "2026-11-23T02:40:00.000Z"}


def test_an_empty_list_says_what_comes_here(client, alice):
    page = client.get("/exams").text
    assert "现在没有考试" in page and "培训师发布考卷以后" in page


def test_a_paper_shows_its_terms_and_its_start(client, paper):
    page = client.get("/exams").text
    assert "入职必考" in page and "30 分钟 · 2 题 · 80% 及格" in page and "开始考试" in page


def test_a_draft_is_nobodys_exam(client, alice):
    exams.paper("草稿")
    assert "草稿" not in client.get("/exams").text


def test_starting_twice_leads_to_the_same_attempt(client, paper):
    first = begun(client, paper)
    assert press(client, paper).location == press(client, paper, "another").location == first
    page = client.get("/exams").text
    assert "接着考" in page and "正在考" in page and "开始考试" not in page


def test_a_press_without_a_key_begins_nothing(client, paper):
    assert press(client, paper, "").status_code == 409
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_questions_come_without_what_is_right(client, paper):
    page = client.get(begun(client, paper)).text
    assert "第1题" in page or "第2题" in page
    assert "解析" not in page and "正确" not in page


def test_answers_of_a_device_are_kept_once_and_seen_by_another(client, paper, alice):
    address = begun(client, paper)
    first = send(client, address, alice, said(1, 1, "B"), said(2, 2, "A")).json
    again = send(client, address, alice, said(1, 1, "B"), said(2, 2, "A")).json
    assert first["results"] == again["results"]
    assert [one["late"] for one in first["results"]] == [False, False]
    send(client, address, alice, said(1, 1, "A"), device="desk")
    there = client.get(f"{address}/answers").json
    assert (there["said"], there["over"], there["proto"]) == ({"1": ["A"], "2": ["A"]}, False, 1)
    assert 'value="A" checked' in client.get(address).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": 0},
        {"place": True},
        {"place": "1"},
        {"seq": 2**40},
        {"said": 5},
        {"said": None},
        {"said": "AB"},
        {"said": {"0": "A"}},
        {"said": ["A", None]},
        {"said": [["A"]]},
        {"said": ["长" * 4001]},
        {"said": ["A"] * 201},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_kept(client, paper, alice, wrong):
    answer = send(client, begun(client, paper), alice, {**said(1, 1, "A"), **wrong})
    assert (answer.status_code, answer.json["error"]) == (400, "exam_answers_malformed")
    assert db.session.scalar(select(func.count()).select_from(AnswerEvent)) == 0


def test_a_strange_clock_spoils_no_answer(client, paper, alice):
    answer = send(client, begun(client, paper), alice, {**said(1, 1, "A"), "at": "yesterday"})
    assert answer.status_code == 200
    assert db.session.scalar(select(AnswerEvent.at)) is None


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-11-23T09:00:00",
        10**400,
        None,
        ["2026"],
        "\ud800",
    ],
)
def test_no_clock_however_wrong_loses_an_answer(client, paper, alice, at):
    address = begun(client, paper)
    assert send(client, address, alice, {**said(1, 1, "A"), "at": at}).status_code == 200
    assert client.get(f"{address}/answers").json["said"] == {"1": ["A"]}


def test_a_clock_three_days_ahead_neither_ends_the_paper_nor_makes_an_answer_late(
    client, paper, alice
):
    address = begun(client, paper)
    ahead = {**said(1, 1, "A"), "at": "2026-11-26T09:00:00+08:00"}
    answer = send(client, address, alice, ahead)
    assert (answer.json["results"][0]["late"], answer.json["over"]) == (False, False)


@pytest.mark.parametrize(
    "body",
    [
        '{"user": 1e999, "device": "d", "answers": []}',
        '{"user": NaN, "device": "d", "answers": []}',
        '{"user": [], "device": "d", "answers": []}',
        '{"user": 1, "device": "d", "answers": {"a": 1}}',
        '{"user": 1, "device": "d", "answers": [[1]]}',
        '{"user": 1, "device": "", "answers": []}',
        "[]",
        "null",
        "{",
        '{"a":' * 2_000,
        "[" * 100_000,
    ],
)
def test_no_body_however_odd_breaks_the_server(client, paper, alice, body):
    answer = client.post(
        f"{begun(client, paper)}/answers", data=body, content_type="application/json"
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("text", ["\ud800", "\0", "A\0B", "长" * 10_000, {"a": 1}, 10**50])
def test_no_text_however_odd_breaks_the_server(client, paper, alice, text):
    address = begun(client, paper)
    answer = send(client, address, alice, {"place": 1, "seq": 1, "said": [text]}, device="d\ud800")
    assert answer.status_code in (200, 400, 413)
    assert client.get(f"{address}/answers").status_code == 200
    assert client.get(address).status_code == 200


def test_other_words_under_a_number_that_was_used_change_nothing(client, paper, alice):
    address = begun(client, paper)
    send(client, address, alice, said(1, 1, "B"))
    for other in (said(1, 1, "A"), said(2, 1, "B")):
        assert send(client, address, alice, other).json["error"] == "exam_answer_differs"
    both = send(client, address, alice, said(1, 2, "A"), said(1, 2, "B"))
    assert both.json["error"] == "exam_answer_differs"
    assert client.get(f"{address}/answers").json["said"] == {"1": ["B"]}


def test_numbers_out_of_order_and_with_holes_give_the_last_word_by_number(client, paper, alice):
    address = begun(client, paper)
    for seq, text in ((2**31 - 1, "B"), (5, "A"), (7, "A")):
        assert send(client, address, alice, said(1, seq, text)).status_code == 200
    assert client.get(f"{address}/answers").json["said"] == {"1": ["B"]}


def test_answers_of_somebody_else_on_this_device_are_not_taken_for_ones_own(client, paper, alice):
    address = begun(client, paper)
    bob = builders.person("bob")
    client.sign_in(bob)
    answer = send(client, address, alice, said(1, 1, "A"))
    assert (answer.status_code, answer.json["error"]) == (409, "exam_other_user")
    assert send(client, address, bob, said(1, 1, "A")).status_code == 404
    assert client.get(address).status_code == client.get(f"{address}/answers").status_code == 404
    assert client.post(f"{address}/hand-in").status_code == 404


def test_signed_out_a_device_is_told_so_in_its_own_form(client, paper, alice):
    address = begun(client, paper)
    client.delete_cookie("lianxian")
    assert send(client, address, alice, said(1, 1, "A")).status_code == 401
    asked = client.get(f"{address}/answers", headers={"Accept": "application/json"})
    assert asked.status_code == 401


def test_it_works_without_a_script(client, paper):
    address = begun(client, paper)
    answer = client.post(f"{address}/answers", data={"said-1": "B"})
    assert answer.location == address
    client.post(f"{address}/answers", data={"said-1": "A"})
    answer = client.post(f"{address}/answers", data={"said-1": "A", "onward": "1"})
    assert answer.location == f"{address}/hand-in"
    assert client.get(f"{address}/answers").json["said"] == {"1": ["A"]}
    assert db.session.scalar(select(func.count()).select_from(AnswerEvent)) == 2


def test_what_is_not_answered_is_told_before_handing_in(client, paper, alice):
    address = begun(client, paper)
    send(client, address, alice, said(2, 1, "A"))
    page = client.get(f"{address}/hand-in").text
    assert "2 题里还有 1 题没答" in page and f"{address}#q1" in page
    send(client, address, alice, said(1, 2, "A"))
    assert "2 题都答了" in client.get(f"{address}/hand-in").text


def test_handed_in_it_shows_the_score_and_the_pass(client, paper, alice):
    address = begun(client, paper)
    send(client, address, alice, said(1, 1, "A"), said(2, 2, "A"))
    assert client.post(f"{address}/hand-in").location == address
    page = client.get(address).text
    assert "通过了" in page and "/ 2 分" in page and "正确答案要等" in page
    assert client.get(f"{address}/hand-in").location == address
    assert "已通过" in client.get("/exams").text


def test_not_passed_it_says_from_when_on_again_and_how_often(client, paper, alice, set_clock):
    address = begun(client, paper)
    client.post(f"{address}/hand-in")
    for page in (client.get(address).text, client.get("/exams").text):
        assert "11月24日 周二 起可以补考" in page and "还有 2 次机会" in page
    set_clock(clock.now() + DAY)
    client.sign_in(alice)
    assert "开始补考" in client.get("/exams").text
    assert "现在就可以补考" in client.get(address).text


def test_after_three_attempts_it_says_whom_to_ask(client, paper, alice, set_clock):
    for key in ("a", "b", "c"):
        address = press(client, paper, key).location
        client.post(f"{address}/hand-in")
        set_clock(clock.now() + DAY)
        client.sign_in(alice)
    assert "3 次机会都用完了" in client.get("/exams").text


def test_time_over_it_goes_nowhere_and_the_score_is_a_press_away(client, paper, alice, set_clock):
    address = begun(client, paper)
    send(client, address, alice, said(1, 1, "A"))
    set_clock(clock.now() + timedelta(minutes=30))
    assert "时间到了" in client.get(address).text
    assert "还在等" in client.get("/exams").text
    late = send(client, address, alice, said(2, 2, "A")).json
    assert (late["results"][0]["late"], late["over"], late["said"]) == (True, True, {"1": ["A"]})
    assert "1</b>" in client.get(address).text


def test_a_page_without_script_tells_of_answers_that_came_after_the_end(client, paper, set_clock):
    address = begun(client, paper)
    set_clock(clock.now() + timedelta(minutes=30))
    for onward in ({}, {"onward": "1"}):
        form = {"said-1": "B", "said-2": "A", **onward}
        page = client.post(f"{address}/answers", data=form, follow_redirects=True).text
        assert "2 个答案在时间到以后才送到,都留着" in page


def test_it_ends_when_nobody_opens_the_page(client, paper, set_clock):
    begun(client, paper)
    assert not ending.is_any_due()
    set_clock(clock.now() + timedelta(minutes=30))
    assert ending.is_any_due()
    assert ending.end_exams() == 1
    assert "起可以补考" in client.get("/exams").text


def test_what_waits_for_a_trainer_says_so(client, alice):
    exams.bank_of(1, "short")
    address = begun(client, exams.open_paper(("short", 1)))
    send(client, address, alice, said(1, 1, "问候"))
    client.post(f"{address}/hand-in")
    assert "还有 1 题等培训师评分" in client.get(address).text
    assert "等阅卷" in client.get("/exams").text


def test_many_papers_and_attempts_cost_no_more_queries(client, paper, alice, set_clock):
    begun(client, paper)
    one = queries_of(lambda: client.get("/exams"))
    for title in ("流程", "话术"):
        other = exams.open_paper(("single", 1), title=title)
        client.post(f"{press(client, other, title).location}/hand-in")
    assert queries_of(lambda: client.get("/exams")) == one


def test_many_questions_cost_no_more_queries(client, alice):
    exams.bank_of(9)
    few, many = exams.open_paper(("single", 1)), exams.open_paper(("single", 8), title="长")
    short, long = begun(client, few), press(client, many, "l").location
    assert queries_of(lambda: client.get(short)) == queries_of(lambda: client.get(long))
