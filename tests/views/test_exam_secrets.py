"""A right answer never reaches the browser before its release (rules.md §7): somebody takes a paper
and opens every address there is, and what comes back is searched for what was right."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from app import clock
from app.rules.exams.question import Option, Question
from app.rules.people import permissions
from tests import builders, exams

pytestmark = pytest.mark.usefixtures("set_clock")
SECRETS = ("机密空格", "机密范文", "机密解析", "正确答案")
MARKS = ('"right"', "&#34;right&#34;", "question__right", '"answers":[[')
KINDS = (
    Question("single", "单选?", (Option("甲", True), Option("乙")), (), "机密解析"),
    Question("multiple", "多选?", (Option("丙", True), Option("丁", True)), (), "机密解析"),
    Question("true_false", "判断。", answers=(("true",),), explanation="机密解析"),
    Question("fill_in", "填 ____ 空。", answers=(("机密空格",),), explanation="机密解析"),
    Question("short", "问答。", answers=(("机密范文",),), explanation="机密解析"),
)
NEAR = "/(exam|attempt|practice|paper|question|sheet|today|onboarding)"
BATCH = [
    {"place": place, "seq": place, "said": said}
    for place, said in enumerate((["B"], ["C"], ["false"], ["别的"], ["问候"]), 1)
]


@pytest.fixture
def taker(client):
    """A supervisor sees most of all who take papers."""
    taker = builders.person("alice", "supervisor", "rep", "service")
    client.sign_in(taker)
    return taker


@pytest.fixture
def begun(client, taker) -> str:
    for said in KINDS:
        exams.question(said)
    paper = exams.open_paper(*((said.kind, 1) for said in KINDS), offline=True)
    return client.post(f"/exams/{paper.id}/attempts", data={"key": "k"}).location


def addresses(app, near: str) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and re.match(near, rule.rule) and rule.endpoint != "assets.show":
            yield re.sub(r"<[^>]+>", "1", re.sub(r"<int[^>]*>", "1", rule.rule))


def responses(app, client, begun, taker, near="") -> Iterator[tuple[str, str]]:
    """All that comes back: from every address, and from each step of the attempt itself."""
    body = {"proto": 1, "user": taker.id, "device": "phone", "answers": BATCH}
    yield "sent", client.post(f"{begun}/answers", json=body).text
    yield "sent again", client.post(f"{begun}/answers", json=body).text
    yield "sent by form", client.post(f"{begun}/answers", data={"said-4": "又一个"}).text
    for path in addresses(app, near):
        yield path, client.get(path).text
    for path in ("/practice", "/exams", begun, f"{begun}/answers", "/sheet", "/questions?q=机密"):
        yield path, client.get(path, headers={"Accept": "application/json"}).text


def leaks(found: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(path, one) for path, text in found for one in (*SECRETS, *MARKS) if one in text]


def test_nothing_that_is_right_comes_back_while_it_runs(app, client, begun, taker):
    assert leaks(responses(app, client, begun, taker)) == []


def test_nor_once_it_is_handed_in(app, client, begun, taker):
    client.post(f"{begun}/answers", json={})
    client.post(f"{begun}/hand-in")
    assert "正确答案要等" in client.get(begun).text
    found = responses(app, client, begun, taker, NEAR)
    assert leaks((path, text.replace("正确答案要等", "")) for path, text in found) == []


def test_nor_when_time_is_over(app, client, begun, taker, set_clock):
    set_clock(clock.now() + timedelta(minutes=31))
    found = responses(app, client, begun, taker, NEAR)
    assert leaks((path, text.replace("正确答案要等", "")) for path, text in found) == []


def test_released_it_is_found_so_the_search_can_find(app, client, begun, taker):
    client.post(f"{begun}/hand-in")
    exams.release(exams.Paper.query.one(), builders.person("tina", "trainer"))
    found = leaks(responses(app, client, begun, taker, NEAR))
    on_the_result = {one for path, one in found if path == begun}
    assert on_the_result == {*SECRETS, "question__right"}
    assert {path for path, _ in found} <= {begun, "/practice"}


def test_who_takes_papers_may_not_open_the_bank():
    """What is asked stands in the bank with its answers: that is for those who make papers."""
    takers = [role for role in permissions.ROLES if permissions.may([role], "exams", "read")]
    assert takers == ["rep", "group_leader", "supervisor", "service"]
    for role in takers:
        assert not permissions.may([role], "questions", "read")
        assert not permissions.may([role], "papers", "read")
