"""The stage of a team on its page; a manager fixes it, and puts the texts in his own words."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models.team_stages import TeamStageChange, TeamStageFix
from app.services.guides import editing
from app.services.team_stages import noting
from tests import builders
from tests.queries import queries_of


@pytest.fixture
def team(client, set_clock):
    return builders.team()


@pytest.fixture
def sue(team):
    return builders.person("sue", "supervisor", team=team)


@pytest.fixture
def boss(sue):
    return builders.person("boss", "manager")


WORD = {"stage": "turbulence", "until": "2026-12-31", "reason": "换了一半人"}


def test_the_page_says_which_stage_why_and_what_comes_next(client, sue):
    noting.note_team_stages()
    page = client.sign_in(sue).get("/team-stages").text
    assert "团队11月2日 周一成立,满 0 个月。" in page and "1月2日 周六进入动荡期" in page
    assert "又兴奋又不安" in page and "标准:" in page and "定阶段" not in page
    assert "开一次会讲清方向" in client.get("/tasks").text


def test_the_teams_page_leads_there(client, sue):
    page = client.sign_in(sue).get("/team").text
    assert "阶段:建立初期" in page and "/team-stages#team-" in page
    assistant = builders.person("ann", "assistant")
    assert "阶段:" not in client.sign_in(assistant).get("/team").text


def test_a_manager_fixes_it_and_takes_that_back(client, team, boss):
    client.sign_in(boss)
    path = f"/teams/{team.id}/stage-fix"
    assert "建立初期" in client.get(path).text
    page = client.post(path, data=WORD, follow_redirects=True).text
    assert "经理定的,到12月31日 周四为止:换了一半人" in page and "走过的阶段" not in page
    page = client.post(f"{path}/removal", data={"back-reason": "误会"}, follow_redirects=True).text
    assert "满 0 个月" in page and "走过的阶段" in page
    assert [one.nth for one in db.session.scalars(select(TeamStageChange))] == [1, 2]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"stage": ""}, "请选一个阶段"),
        ({"until": "2026-11-22"}, "请选今天到"),
        ({"reason": ""}, "请写明原因"),
    ],
)
def test_what_is_refused_says_why(client, team, boss, changed, why):
    answer = client.sign_in(boss).post(f"/teams/{team.id}/stage-fix", data=WORD | changed)
    assert answer.status_code == 422 and why in answer.text
    assert db.session.scalars(select(TeamStageFix)).all() == []


def test_a_supervisor_fixes_nothing_and_a_missing_team_is_none(client, team, sue, boss):
    path = f"/teams/{team.id}/stage-fix"
    assert client.sign_in(sue).post(path, data=WORD).status_code == 403
    assert client.sign_in(boss).get("/teams/999/stage-fix").status_code == 404


def test_many_teams_cost_as_many_questions_as_one(client, boss):
    noting.note_team_stages()
    client.sign_in(boss)
    few = queries_of(lambda: client.get("/team-stages"))
    for n in range(4):
        builders.person(f"s{n}", "supervisor", team=builders.team(f"{n}队"))
    noting.note_team_stages()
    assert queries_of(lambda: client.get("/team-stages")) == few


def test_a_text_in_ones_own_words(client, boss):
    client.sign_in(boss)
    path = "/guides/zh/talk.no_deal"
    assert "也许开始怀疑产品" in client.get(f"{path}/edit").text
    said = {"title": "先听他说", "body": "多听", "used": "y", "seen": "0"}
    assert "先听他说" in client.post(path, data=said, follow_redirects=True).text
    answer = client.post(path, data=said | {"title": "慢了一步"})
    assert answer.status_code == 422 and "刚才别人改过" in answer.text
    assert "先听他说" in answer.text and "慢了一步" in answer.text
    assert editing.one("talk.no_deal", "en").version == 0
    assert "改过" in client.get("/guides?language=zh").text
    assert client.get("/guides/fr/talk.no_deal/edit").status_code == 404
    assert client.get("/guides/zh/nothing/edit").status_code == 404
