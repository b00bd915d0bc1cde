"""Early warning and coaching on their pages: who gets them, what they say (rules.md §10)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models.coaching import CoachingNote
from app.models.signals import Signal, SignalStep
from app.rules import signals
from tests import builders
from tests.queries import queries_of

TODAY = date(2026, 11, 23)
RATE = {
    **{"now": [50, 150], "was": [300, 600], "part": 3, "limit": "1/3"},
    **{"first": "2026-11-16", "last": "2026-11-20", "days": 5, "over": 20},
}
FIGURES = {
    "calls_fall": {
        "days": [["2026-11-18", 18], ["2026-11-19", 17], ["2026-11-20", 9]],
        "before": [["2026-11-17", 31]],
        **{"average": "301/10", "limit": "903/50", "percent": 40, "over": 10},
    },
    "no_first_call": {"day": "2026-11-23", "windows": ["10:30", "15:30"], "minutes": 45},
    "connect_rate_falls": RATE,
    "follow_ups_late": RATE,
    "no_deal": {"last": "2026-11-02", "first": "2026-11-03", "days": 15, "limit": 15},
}
SAYS = {
    "calls_fall": "连续 3 个整天在岗的工作日打了 18、17、9 通。之前 10 天平均每天 30.1 通,低 40% 就是 18.06 通",
    "no_first_call": "11月23日 周一 10:30、15:30 的拨打时段,开始 45 分钟里没有拨出",
    "connect_rate_falls": "接通率 33.3%(50 / 150),之前 20 天是 50.0%(300 / 600)。降 3 分之一就是 33.3%",
    "follow_ups_late": "跟进及时率 33.3%(50 / 150)",
    "no_deal": "已有 15 个在岗工作日没有成单,到 15 个就提醒。上一单在11月2日 周一",
}


@pytest.fixture
def team(client, set_clock):
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def sue(team):
    return builders.person("sue", "supervisor", team=team)


def signal(person, code="no_deal", **facts):
    when = {"raised_on": TODAY, "raised_at": clock.now()}
    return builders.add(
        Signal(person_id=person.id, code=code, figures=FIGURES[code], **when, **facts)
    )


def read(client, person, path):
    return client.sign_in(person).get(path)


def test_every_signal_has_figures_in_these_tests():
    assert set(FIGURES) == set(signals.CODES)


@pytest.mark.parametrize("code", signals.CODES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_what_it_rests_on_and_what_to_talk_about(client, alice, sue, code, language):
    signal(alice, code)
    sue.language = language
    db.session.commit()
    page = read(client, sue, "/signals").text
    assert "Alice" in page and "/figures?" in page
    assert (SAYS[code] in page) == (language == "zh")
    assert ("怎么开口" if language == "zh" else "To begin") in page


def test_somebody_without_a_deal_so_far(client, alice, sue):
    made = signal(alice)
    made.figures = {"last": None, "first": "2026-11-02", "days": 15, "limit": 15}
    db.session.commit()
    assert "从11月2日 周一起,15 个在岗工作日没有成单" in read(client, sue, "/signals").text


@pytest.mark.parametrize(
    ("role", "status"),
    [
        *(("supervisor", 200), ("manager", 200)),
        *((role, 403) for role in ("rep", "group_leader", "trainer", "owner", "admin", "finance")),
        *((role, 403) for role in ("assistant", "service", "researcher")),
    ],
)
def test_only_supervisors_and_managers_get_the_page(client, team, alice, role, status):
    signal(alice)
    answer = read(client, builders.person("zoe", role, team=team), "/signals")
    assert answer.status_code == status and ("Alice" in answer.text) == (status == 200)


def test_another_teams_is_as_a_missing_one_and_so_is_ones_own(client, alice, team):
    made = signal(alice).id
    other = builders.person("olga", "supervisor", team=builders.team("二队"))
    both = builders.person("both", "rep", "supervisor", team=team)
    own = signal(both).id
    said = {"uuid": "1", "said": "谈过了", "until": "2026-11-25"}
    for person, number in ((other, made), (both, own)):
        client.sign_in(person)
        for what in ("steps", "snoozes"):
            client.post(f"/signals/{number}/{what}", data=said)
    assert db.session.scalars(select(SignalStep)).all() == []
    assert "Both" not in read(client, both, "/signals").text


def test_what_was_done_is_noted_and_the_badge_goes(client, alice, sue):
    made = signal(alice).id
    assert "条待处理" in read(client, sue, "/me").text
    client.post(f"/signals/{made}/steps", data={"uuid": "1", "said": "聊了二十分钟"})
    page = client.get("/signals").text
    assert "聊了二十分钟" in page and "Sue" in page and "条待处理" not in page


def test_left_alone_until_a_day(client, alice, sue):
    made = signal(alice).id
    client.sign_in(sue)
    said = {"uuid": "1", "said": "在带新人", "until": "2026-11-27"}
    page = client.post(f"/signals/{made}/snoozes", data=said, follow_redirects=True).text
    assert "先放一放的" in page and "放到11月27日 周五" in page


@pytest.mark.parametrize(
    ("what", "said", "why"),
    [
        ("steps", {"said": ""}, "请写一句"),
        ("snoozes", {"said": "忙"}, "请选日期"),
        ("snoozes", {"said": "忙", "until": "2026-11-23"}, "请选明天到"),
    ],
)
def test_what_is_refused_stays_typed_and_says_why(client, alice, sue, what, said, why):
    made = signal(alice).id
    answer = client.sign_in(sue).post(f"/signals/{made}/{what}", data={"uuid": "1", **said})
    assert answer.status_code == 422 and why in answer.text and said["said"] in answer.text


def test_without_any_the_page_says_what_belongs_there(client, sue):
    assert "现在没有要关注的人" in read(client, sue, "/signals").text


def test_many_signals_cost_as_many_questions_as_one(client, alice, sue, team):
    signal(alice)
    client.sign_in(sue)
    few = queries_of(lambda: client.get("/signals"))
    for n in range(5):
        signal(builders.person(f"p{n}", team=team), "calls_fall")
    assert queries_of(lambda: client.get("/signals")) == few


def test_people_are_told_that_it_exists_and_never_their_own(client, alice):
    signal(alice)
    page = read(client, alice, "/me").text
    assert "公司有“状态关注”" in page and "平均低 40% 或更多" in page
    assert "不进工资、考核和任何报表" in page and "上一单" not in page


NOTE = {"uuid": "1", "day": "2026-11-23", "said": "怕开口", "agreed": "一起打三通"}


def write_down(client, by, about, **facts):
    return client.sign_in(by).post(f"/coaching/{about.id}", data={**NOTE, **facts})


def test_a_note_is_read_by_the_pair_and_the_manager_alone(client, alice, sue, team):
    assert write_down(client, sue, alice).status_code == 303
    boss = builders.person("boss", "manager")
    sees = [read(client, one, f"/coaching/{alice.id}") for one in (alice, sue, boss)]
    assert all("怕开口" in one.text and one.status_code == 200 for one in sees)
    same = builders.person("sara", "supervisor", team=team)
    assert "怕开口" not in read(client, same, f"/coaching/{alice.id}").text
    roles = ("rep", "group_leader", "trainer", "owner", "admin", "finance", "assistant", "service")
    for role in roles:
        other = builders.person(f"x{role}", role, team=team)
        assert read(client, other, f"/coaching/{alice.id}").status_code == 404
        assert "怕开口" not in read(client, other, "/coaching").text
    assert "怕开口" in read(client, alice, "/coaching").text


def test_nobody_writes_about_himself_nor_out_of_his_team(client, alice, sue):
    other = builders.person("olga", "supervisor", team=builders.team("二队"))
    assert write_down(client, sue, sue).status_code == 422
    assert write_down(client, other, alice).status_code == 404
    assert write_down(client, alice, sue).status_code == 403
    assert db.session.scalars(select(CoachingNote)).all() == []


def test_a_bad_note_stays_typed(client, alice, sue):
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = write_down(client, sue, alice, day=tomorrow)
    assert answer.status_code == 422 and "不能晚于今天" in answer.text and "怕开口" in answer.text
