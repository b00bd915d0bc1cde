from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import DailyLine
from app.models.visible import ALL
from app.services.meetings import opening
from app.services.meetings.within import Who
from tests import builders, calls, sales
from tests.queries import queries_of

TODAY = date(2026, 11, 23)
NEXT_MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def team(client, set_clock):
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def bob(team):
    return builders.person("bob", "supervisor", team=team)


@pytest.fixture
def boss(team):
    return builders.person("boss", "manager")


def say(client, text, base=0, day=TODAY, script=True, **more):
    headers = {"Accept": "application/json"} if script else {}
    said = {"day": day.isoformat(), "base": base, "text": text, **more}
    return client.post("/daily-reports", data=said, headers=headers)


def kept() -> list[tuple[str, int]]:
    db.session.rollback()
    return [(one.text, one.rev) for one in db.session.scalars(select(DailyLine))]


def test_a_rep_finds_his_day_written_and_only_his(client, alice, bob, boss):
    calls.call(builders.lead(owner=alice), alice)
    calls.call(builders.lead(owner=bob), bob)
    sales.sale(alice, 9_800_00, boss)
    page = client.sign_in(alice).get("/daily-reports").text
    assert "【日报】Alice" in page and "成单 1 · 业绩额 ¥9,800 · 新客户 1" in page
    assert "拨打 1/30 · 接通 1(100.0%) · 工作量 1" in page
    assert "Bob" not in page
    assert client.get(f"/daily-reports/{bob.id}").status_code == 404


def test_the_line_saves_itself_and_a_second_device_is_told(client, alice):
    client.sign_in(alice)
    first = say(client, "约了两家").json
    assert (first["state"], first["base"]) == ("saved", 1)
    assert "一句话:约了两家" in first["texts"]["zh"]
    other = say(client, "从电脑写的")
    assert (other.status_code, other.json["base"]) == (409, 1)
    assert "约了两家" in other.json["message"]
    assert say(client, "合在一起", base=1).json["base"] == 2
    assert kept() == [("合在一起", 2)]


def test_a_line_that_somebody_else_typed_on_this_device_is_not_put_under_ones_own_name(
    client, alice, bob
):
    client.sign_in(alice)
    answer = say(client, "bob 写的", user=bob.id, uuid="u1")
    assert (answer.status_code, answer.json["error"]) == (409, "other_user")
    assert kept() == [] and say(client, "约了两家", user=alice.id, uuid="u1").json["base"] == 1


def test_sent_again_under_its_id_it_is_one_save_and_another_text_is_refused(client, alice):
    client.sign_in(alice)
    for _ in range(2):
        assert say(client, "约了两家", uuid="u1").json["base"] == 1
    answer = say(client, "别的", uuid="u1")
    assert (answer.status_code, answer.json["state"]) == (409, "refused")
    assert kept() == [("约了两家", 1)]


def test_without_a_script_the_form_posts_and_what_was_typed_stays(client, alice):
    client.sign_in(alice)
    answer = say(client, "约了两家", script=False)
    assert (answer.status_code, answer.location) == (303, "/daily-reports?day=2026-11-23#line")
    page = say(client, "长" * 201, base=1, script=False)
    assert page.status_code == 422 and "长" * 201 in page.text and "最多 200 个字" in page.text
    assert say(client, "x", day=date(2026, 11, 24)).status_code == 409
    assert client.post("/daily-reports", data={"day": "heute"}).status_code == 409


def test_a_day_that_is_over_is_read_only(client, alice, set_clock):
    client.sign_in(alice)
    say(client, "约了两家")
    set_clock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    page = client.sign_in(alice).get("/daily-reports?day=2026-11-23").text
    assert "约了两家" in page and "<daily-line>" not in page


def test_the_text_for_the_group_names_no_customer(client, alice):
    lead = builders.lead("王秀英", owner=alice, company="丽华火锅")
    calls.call(lead, alice)
    client.sign_in(alice)
    say(client, "王秀英要合同,电话13800138000,丽华火锅下周开")
    texts = client.get("/daily-reports").text.split("chat-text__field")[1:]
    assert len(texts) == 2
    for text in (one.split("</textarea>")[0] for one in texts):
        assert not any(name in text for name in ("王秀英", "丽华火锅", "13800138000"))
    assert "一句话:某客户要合同,电话138****8000,某客户下周开" in texts[0]
    assert "In a line: a customer要合同" in texts[1]


def test_a_supervisor_sees_the_team_and_who_has_not_written(client, team, alice, bob):
    other = builders.person("carol", team=builders.team("二队"))
    builders.person("dave", team=team)
    client.sign_in(alice)
    say(client, "约了两家")
    page = client.sign_in(bob).get("/daily-reports").text
    assert "约了两家" in page and "还没写一句话:Dave<" in page and "Carol" not in page
    assert "Alice" in client.get(f"/daily-reports/{alice.id}").text
    assert client.get(f"/daily-reports/{other.id}").status_code == 404


def test_a_manager_sees_all_or_one_team_and_writes_none(client, alice, boss):
    builders.person("carol", team=builders.team("二队"))
    page = client.sign_in(boss).get("/daily-reports").text
    assert "Alice" in page and "Carol" in page and "我的日报" not in page
    assert "Carol" not in client.get(f"/daily-reports?team={alice.id}").text
    assert client.post("/daily-reports", data={}).status_code == 403
    assert client.get("/daily-reports?team=999999999999").status_code == 200


def test_the_teams_day_is_text_with_places(client, alice, bob, boss):
    deal = sales.sale(alice, 9_800_00, boss)
    calls.call(builders.lead(owner=bob), bob)
    page = client.sign_in(bob).get("/team-days").text
    assert "【战报】一队 11月23日 周一" in page
    assert "1. Alice ¥9,800 · 1 单 · 打了 0 通 · 工作量 0" in page
    assert "2. Bob 打了 1 通 · 工作量 1" in page
    assert f"/deals/{deal}#good-news" in page and "[The day] 一队" in page


def test_good_news_stands_on_a_deal_that_counts_and_names_no_customer(client, alice, boss):
    deal = sales.sale(alice, 9_800_00, boss)
    page = client.sign_in(alice).get(f"/deals/{deal}").text
    texts = [one.split("</textarea>")[0] for one in page.split("<textarea")[1:]]
    assert "【喜报】恭喜Alice成单\n一单,到账 ¥9,800" in texts[0]
    assert "Well done, Alice" in texts[1]
    assert not any("王秀英" in one for one in texts)


def test_a_week_and_a_month_are_pages(client, team, alice, bob, boss):
    builders.person("dave", team=team)
    sales.sale(alice, 9_800_00, boss)
    client.sign_in(bob)
    week, month = (client.get(f"/period-reports?kind={one}").text for one in ("week", "month"))
    assert "【周报】一队" in week and "- 业绩额第一:Alice ¥9,800" in week
    assert "【月报】一队 2026年11月" in month
    assert "2026年11月" in client.get("/period-reports?period=2026-11").text
    for odd in ("2026-Q4", "2027-01", "heute"):
        assert "【周报】" in client.get(f"/period-reports?period={odd}").text


def test_a_meeting_leads_to_the_report_that_it_talks_about(client, team, bob):
    client.sign_in(bob)
    for kind, link in {
        "evening": f"/team-days?day=2026-11-23&amp;team={team.id}",
        "morning": f"/daily-reports?day=2026-11-20&amp;team={team.id}",
        "weekly": f"/period-reports?period=2026-W48&amp;team={team.id}",
        "monthly": f"/period-reports?period=2026-11&amp;team={team.id}",
    }.items():
        meeting = opening.hold(kind, team.id, Who(bob.id, ALL))
        assert link in client.get(f"/meetings/{meeting}").text


PATHS = {"/daily-reports": 32, "/team-days": 32, "/period-reports": 60}


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_many_costs_no_more_queries(client, team, bob, path):
    client.sign_in(bob)
    few = queries_of(lambda: client.get(path))
    for number in range(4):
        calls.call(builders.lead(), builders.person(f"rep{number}", team=team))
    assert queries_of(lambda: client.get(path)) <= few <= PATHS[path]
