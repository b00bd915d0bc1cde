from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.models import DayGoal, Meeting, MeetingFigure, MeetingItem, MeetingNote
from app.models.visible import ALL
from app.services.meetings import closing, opening, preparing
from app.services.meetings.within import Who
from app.services.people import presence
from app.services.transaction import write
from tests import builders, calls
from tests.queries import queries_of

TODAY = date(2026, 11, 23)


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
def meeting(client, team, alice, bob):
    """Today's morning meeting, which bob has opened."""
    client.sign_in(bob)
    return opening.hold("morning", team.id, Who(bob.id, ALL))


def held() -> Meeting:
    db.session.rollback()
    return db.session.scalars(select(Meeting).order_by(Meeting.id.desc())).first()


def note(client, meeting, text, uuid="n1", **facts):
    said = {"uuid": uuid, "point": "other", "text": text, **facts}
    return client.post(
        f"/meetings/{meeting}/notes", data=said, headers={"Accept": "application/json"}
    ).json


def task(line="@Alice 周五前 整理异议表 标准:十条都有答法", uuid="t1", **facts):
    return {"uuid": uuid, "type": "task", "line": line, "owner_id": 0, **facts}


def test_the_calendar_makes_the_days_meetings_and_a_supervisor_opens_one(client, team, bob):
    preparing.prepare_meetings()
    page = client.sign_in(bob).get("/meetings").text
    assert all(words in page for words in ("早会", "09:10", "夕会", "17:40", "周会", "还没开"))
    (morning,) = db.session.scalars(select(Meeting.id).filter_by(kind="morning", day=TODAY))
    assert "开始开会" in client.get(f"/meetings/{morning}").text
    page = client.post(f"/meetings/{morning}/opening", follow_redirects=True).text
    assert all(words in page for words in ("议程", "到会", "上次没完的", "今日目标", "结束会议"))


def test_a_rep_reads_and_writes_but_does_not_run_it(client, meeting, alice):
    client.sign_in(alice)
    page = client.get(f"/meetings/{meeting}").text
    assert "结束会议" not in page and "<textarea" in page
    for what in ("closing", "attendances", "turns", "goals"):
        assert client.post(f"/meetings/{meeting}/{what}").status_code == 403
    assert note(client, meeting, "我来写")["state"] == "saved"


def test_another_teams_meeting_is_as_a_missing_one(client, meeting):
    client.sign_in(builders.person("carol", "supervisor", team=builders.team("二队")))
    for number in (meeting, 999):
        assert client.get(f"/meetings/{number}").status_code == 404
        assert client.post(f"/meetings/{number}/items", data=task()).status_code == 404
        assert client.post(f"/meetings/{number}/closing").status_code == 404
    assert f"/meetings/{meeting}" not in client.get("/meetings").text


def test_who_is_there_is_a_tap(client, team, alice, bob):
    presence.note(alice.id, TODAY, TODAY, 0, reason="病假", by_id=bob.id)
    meeting = opening.hold("morning", team.id, Who(bob.id, ALL))
    assert "没来的点一下" in client.sign_in(bob).get(f"/meetings/{meeting}").text
    client.post(f"/meetings/{meeting}/attendances", data={"person": alice.id, "here": 1})
    client.post(f"/meetings/{meeting}/attendances", data={"person": bob.id, "here": 0})
    client.post(f"/meetings/{meeting}/closing")
    assert "没来:Bob" in client.get(f"/meetings/{meeting}").text


def test_the_figures_of_yesterday_are_filled_in_and_stay_as_they_were(client, team, alice, bob):
    friday = datetime(2026, 11, 20, 3, tzinfo=UTC)
    calls.call(builders.lead(), alice, at=friday)
    meeting = opening.hold("morning", team.id, Who(bob.id, ALL))
    client.sign_in(bob)
    assert "100.0%" in client.get(f"/meetings/{meeting}").text
    client.post(f"/meetings/{meeting}/closing")
    calls.call(builders.lead(), alice, at=friday, connected=False, disposition="no_answer")
    page = client.get(f"/meetings/{meeting}").text
    assert "100.0%" in page and "50.0%" not in page and "已定稿" in page
    rate = select(MeetingFigure).filter_by(code="connect_rate", person_id=alice.id)
    kept = db.session.scalars(rate).one()
    assert (kept.value, kept.period) == ("1", "2026-11-20")
    assert kept.counts == {"connected": "1", "calls": "1"}


def test_who_leads_without_calling_is_no_line_of_the_figures(client, team, alice, bob):
    lead = builders.lead()
    of_whom = select(MeetingFigure.person_id).where(MeetingFigure.person_id.is_not(None))
    client.sign_in(bob)
    for kind, seen in (("morning", {alice.id}), ("evening", {alice.id, bob.id})):
        meeting = opening.hold(kind, team.id, Who(bob.id, ALL))
        client.post(f"/meetings/{meeting}/closing")
        assert set(db.session.scalars(of_whom.filter_by(meeting_id=meeting))) == seen
        calls.call(lead, bob)


def test_a_task_is_one_typed_line(client, meeting, alice):
    page = client.post(f"/meetings/{meeting}/items", data=task(), follow_redirects=True).text
    assert "整理异议表" in page and "标准:十条都有答法" in page
    kept = db.session.scalars(select(MeetingItem)).one()
    assert (kept.owner_id, kept.due_on) == (alice.id, date(2026, 11, 27))
    client.sign_in(alice)
    assert "整理异议表" in client.get("/tasks").text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("周五前 整理 标准:好", "要有一个人负责"),
        ("@Alice 整理 标准:好", "要有日期"),
        ("@Alice 周五前 整理", "做到什么样算完成"),
        ("@Nobody 周五前 整理 标准:好", "团队里没有“Nobody”"),
        ("", "请写内容"),
    ],
)
def test_a_task_that_lacks_something_is_refused_in_words_and_stays_typed(
    client, meeting, line, says
):
    refused = client.post(f"/meetings/{meeting}/items", data=task(line))
    assert (refused.status_code, says in refused.text) == (422, True)
    assert line[:6] in refused.text


def test_two_who_write_at_once_lose_nothing_and_see_both(client, meeting, alice, bob):
    first = note(client, meeting, "大家一起写的", "a")
    assert (first["state"], first["others"]) == ("saved", [])
    mine = note(client, meeting, "bob 接着写", "b", base=first["base"])
    client.sign_in(alice)
    hers = note(client, meeting, "alice 接着写", "c", base=first["base"])
    assert mine["state"] == "saved" and hers["state"] == "beside"
    assert [one["text"] for one in hers["others"]] == ["bob 接着写"]
    page = client.get(f"/meetings/{meeting}").text
    assert "bob 接着写" in page and "alice 接着写" in page
    both = note(client, meeting, "合在一起", "d", base=hers["base"], other=mine["base"])
    assert (both["state"], both["others"]) == ("saved", [])
    assert len(db.session.scalars(select(MeetingNote)).all()) == 4


def test_a_save_whose_answer_was_lost_is_kept_once(client, meeting):
    first = note(client, meeting, "写了一句", "a")
    assert note(client, meeting, "写了一句", "a") == first
    assert len(db.session.scalars(select(MeetingNote)).all()) == 1


def test_another_text_under_an_id_that_was_used_is_refused_and_not_lost_in_silence(client, meeting):
    note(client, meeting, "写了一句", "a")
    assert note(client, meeting, "别的一句", "a")["state"] == "refused"
    client.post(f"/meetings/{meeting}/closing")
    note(client, meeting, "会后的一句", "b")
    assert note(client, meeting, "别的一句", "b")["state"] == "refused"
    assert note(client, meeting, "写了一句", "a")["state"] == "saved"


def test_what_somebody_else_typed_on_this_device_is_not_put_under_ones_own_name(
    client, meeting, alice
):
    assert note(client, meeting, "alice 写的", "a", user=alice.id)["error"] == "other_user"
    assert db.session.scalars(select(MeetingNote)).all() == []


def test_what_arrives_after_the_end_stands_below_the_minutes(client, meeting):
    client.post(f"/meetings/{meeting}/closing")
    assert note(client, meeting, "路上没网时写的")["state"] == "added"
    assert note(client, meeting, "路上没网时写的")["state"] == "added"
    page = client.get(f"/meetings/{meeting}").text
    assert page.count("路上没网时写的") == 1 and "会后才送到" in page


def test_closed_minutes_take_dated_additions_and_nothing_else(client, meeting):
    client.post(f"/meetings/{meeting}/items", data=task())
    client.post(f"/meetings/{meeting}/closing")
    assert client.post(f"/meetings/{meeting}/items", data=task(uuid="t2")).status_code == 422
    said = {"uuid": "add1", "text": "会后想到的"}
    page = client.post(f"/meetings/{meeting}/additions", data=said, follow_redirects=True).text
    assert "会后想到的" in page and "Bob" in page
    for change in (
        "UPDATE meeting SET closed_at = NULL, closed_by_id = NULL",
        "DELETE FROM meeting_item",
        "UPDATE meeting_item SET text = 'x'",
        "UPDATE meeting_attendance SET here = false",
        "DELETE FROM meeting_figure",
        "UPDATE meeting_addition SET text = 'x'",
    ):
        with pytest.raises(DatabaseError), write() as session:
            session.execute(text(change))


def test_a_task_lives_on_after_its_meeting_closed(client, meeting, alice):
    client.post(f"/meetings/{meeting}/items", data=task())
    client.post(f"/meetings/{meeting}/closing")
    (number,) = db.session.scalars(select(MeetingItem.id))
    client.sign_in(alice).post(f"/items/{number}/ending", data={"said": "十条都好了"})
    page = client.get("/tasks").text
    assert "现在没有要做的" in page and "最近 7 天结束的" in page
    assert client.post(f"/items/{number}/ending").status_code == 409


def test_the_third_time_it_must_be_decided(client, meeting, team, bob, set_clock):
    client.post(f"/meetings/{meeting}/items", data=task())
    client.post(f"/meetings/{meeting}/closing")
    for day in (24, 25, 26):
        set_clock(datetime(2026, 11, day, 1, 10, tzinfo=UTC))
        last = opening.hold("morning", team.id, Who(bob.id, ALL))
        if day < 26:
            closing.close(last, Who(bob.id, ALL))
    page = client.sign_in(bob).get(f"/meetings/{last}").text
    assert "第 3 次再提" in page and "3 个工作日了" in page and "今天要定下来" in page
    refused = client.post(f"/meetings/{last}/closing")
    assert refused.status_code == 422 and "第三次再提" in refused.text
    (number,) = db.session.scalars(select(MeetingItem.id))
    lines = "@Alice 周五前 整理前五条 标准:有答法\n@Bob 周五前 整理后五条 标准:有答法"
    split = {"lines": lines, "type": "task"}
    client.post(f"/meetings/{last}/items/{number}/split", data=split)
    assert client.post(f"/meetings/{last}/closing").status_code == 303
    states = db.session.scalars(select(MeetingItem.state).order_by(MeetingItem.id)).all()
    assert states == ["split", "open", "open"]


def test_the_next_one_opens_after_this_one_is_closed(client, meeting, team, bob, set_clock):
    set_clock(datetime(2026, 11, 24, 1, 10, tzinfo=UTC))
    client.sign_in(bob)
    refused = client.post("/meetings", data={"kind": "morning", "team": team.id})
    assert refused.status_code == 409 and "还没结束" in refused.text


def test_goals_are_suggested_and_set_with_one_press(client, meeting, alice, bob):
    page = client.get(f"/meetings/{meeting}").text
    assert f'name="goal-{alice.id}-calls" value="30"' in page
    goals = {f"goal-{alice.id}-calls": "35", f"goal-{bob.id}-calls": ""}
    page = client.post(f"/meetings/{meeting}/goals", data=goals, follow_redirects=True).text
    assert "今天的目标已定" in page and 'value="35"' in page
    (kept,) = db.session.scalars(select(DayGoal))
    assert (kept.person_id, kept.hundredths, kept.suggested) == (alice.id, 3500, 3000)


def test_the_evening_shows_goal_against_actual_without_typing(client, meeting, team, alice, bob):
    client.post(f"/meetings/{meeting}/goals", data={f"goal-{alice.id}-calls": "2"})
    for _ in range(3):
        calls.call(builders.lead(), alice)
    evening = opening.hold("evening", team.id, Who(bob.id, ALL))
    page = client.get(f"/meetings/{evening}").text
    assert "/ 2" in page and "达到" in page


def test_minutes_are_found_by_what_was_said(client, meeting):
    note(client, meeting, "客户都问加盟费")
    client.post(f"/meetings/{meeting}/items", data=task())
    client.post(f"/meetings/{meeting}/closing")
    for word in ("加盟费", "异议表"):
        assert word in client.get("/meetings", query_string={"q": word}).text.split("</form>")[-1]
    assert "没有找到" in client.get("/meetings", query_string={"q": "100%"}).text


def test_the_questions_to_the_database_do_not_grow(client, meeting, team):
    few = queries_of(lambda: client.get(f"/meetings/{meeting}"))
    for n in range(4):
        builders.person(f"more{n}", team=team)
        client.post(f"/meetings/{meeting}/items", data=task(uuid=f"t{n}"))
        note(client, meeting, f"第{n}句", f"n{n}")
    assert queries_of(lambda: client.get(f"/meetings/{meeting}")) == few


def test_the_longest_note_there_may_be_arrives(client, meeting):
    assert note(client, meeting, "长" * 20_000)["state"] == "saved"
    assert note(client, meeting, "长" * 20_001, uuid="n2")["state"] == "refused"
