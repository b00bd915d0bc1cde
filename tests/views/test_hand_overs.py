from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Lead, LeadMove, Person, Presence
from app.services.leads import moves
from app.services.transaction import write
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


@pytest.fixture
def bob(client):
    return builders.person("bob")


@pytest.fixture
def alice(client):
    return builders.person("alice")


def page(person) -> str:
    return f"/people/{person.id}/leads"


def over(*takers, **more) -> dict[str, object]:
    chosen = {"way": "colleagues", "people": [one.id for one in takers]}
    return {**chosen, "reason": "病假", **more}


def owners() -> list[int | None]:
    return list(db.session.scalars(select(Lead.owner_id).order_by(Lead.id)))


def promised(owner, in_days: float = 0.1, kind: str = "call_back", **facts) -> Lead:
    return builders.lead(owner=owner, due_at=clock.now() + in_days * DAY, due_kind=kind, **facts)


def test_a_manager_sees_what_he_holds_and_whom_it_can_go_to(client, boss, bob, alice):
    promised(bob, grade="A", name="李雪梅")
    text = client.get(page(bob)).text
    for words in ("一共 1 条", "打过 0 · 没打 1", "李雪梅", "13:04", "A 类", "Alice · 手上 0 条"):
        assert words in text, words
    assert "Bob · 手上" not in text


def test_the_plan_is_told_before_anything_happens(client, boss, bob, alice):
    for _ in range(3):
        promised(bob)
    carol = builders.person("carol")
    builders.add(Presence(person_id=carol.id, day=clock.today(), half_days=0))
    asked = {"way": "colleagues", "people": [alice.id, carol.id]}
    for headers in ({}, HTMX):
        text = client.get(page(bob), query_string=asked, headers=headers).text
        assert ("<html" in text) is not bool(headers)
        assert "约好的 2" in text and "约好的 1" in text and "今天不在" in text
    assert owners() == [bob.id] * 3


def test_the_plan_says_what_nobody_may_have(client, boss, bob, alice):
    lead = builders.lead(owner=alice)
    with write():
        lead = db.session.get(Lead, lead.id)
        moves.release(lead, "returned", {}, None)
        moves.note(lead, bob.id, "given", {}, None)
        lead.owner_id, lead.owned_since = bob.id, clock.now()
    text = client.get(page(bob), query_string=over(alice)).text
    assert "1 条他 30 天内放过手" in text
    assert "1 条谁也不能接" in text
    told = client.post(page(bob), data=over(alice), follow_redirects=True).text
    assert "1 条已放回公海" in told


def test_all_goes_to_colleagues_in_one_act(client, boss, bob, alice):
    for _ in range(3):
        builders.lead(owner=bob)
    answer = client.post(page(bob), data=over(alice))
    assert (answer.status_code, owners()) == (303, [alice.id] * 3)
    told = client.get(answer.location).text
    assert "3 条已交给同事" in told
    assert "他手上没有资源" in told


def test_the_colleague_and_the_history_read_why(client, boss, bob, alice):
    lead = builders.lead(owner=bob)
    client.post(page(bob), data=over(alice))
    history = client.get(f"/leads/{lead.id}").text
    assert "交接给同事" in history and "Bob → Alice" in history and "交接:病假" in history
    client.sign_in(alice)
    [line] = client.get("/sheet").json["leads"]
    assert "交接:病假" in line["card"]


def test_all_goes_back_to_the_pool(client, boss, bob):
    builders.lead(owner=bob)
    told = client.post(page(bob), data={"way": "pool", "reason": "长假"}, follow_redirects=True)
    assert "1 条已放回公海" in told.text
    assert owners() == [None]


def test_whoever_presses_second_is_told(client, boss, bob, alice):
    builders.lead(owner=bob)
    client.post(page(bob), data=over(alice))
    second = client.post(page(bob), data=over(alice))
    assert second.status_code == 422
    assert "可能刚有人交接过" in second.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"people": []}, "至少选一个人"),
        ({"reason": " "}, "请写明原因"),
        ({"way": "elsewhere"}, "hand-over"),
        ({"people": [999]}, "hand-over"),
        ({"people": ["x"]}, "hand-over"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_moves(client, boss, bob, alice, wrong, words):
    builders.lead(owner=bob)
    answer = client.post(page(bob), data=over(alice) | wrong)
    assert (answer.status_code, owners()) == (422, [bob.id])
    assert words in answer.text


@pytest.mark.parametrize("asked", ["only=all", "only=promises&first=soon", "last=2026-13-01"])
def test_a_part_that_is_not_understood_is_never_taken_for_all(client, boss, bob, alice, asked):
    builders.lead(owner=bob)
    assert client.get(f"{page(bob)}?{asked}").status_code == 404
    told = dict(pair.split("=") for pair in asked.split("&"))
    assert client.post(page(bob), data=over(alice, **told)).status_code == 404
    assert owners() == [bob.id]


def test_only_the_promises_of_some_days_go_when_only_they_are_meant(client, boss, bob, alice):
    promised(bob)
    promised(bob, 2)
    builders.lead(owner=bob)
    today = clock.today().isoformat()
    asked = {"only": "promises", "first": today, "last": today}
    text = client.get(page(bob), query_string=asked).text
    assert "一共 1 条" in text and f'name="first" value="{today}"' in text
    client.post(page(bob), data=over(alice, **asked))
    assert owners() == [alice.id, bob.id, bob.id]


def test_the_page_of_somebody_absent_leads_to_his_promises(client, boss, bob, alice):
    promised(bob)
    builders.lead(owner=bob)
    today = clock.today()
    assert "等他的电话" not in client.get("/presence").text
    form = {"person": bob.id, "first": today, "last": today + 2 * DAY, "half_days": 0}
    shown = client.post("/presence", data=form, headers=HTMX).text
    link = f"/people/{bob.id}/leads?only=promises&amp;first={today}&amp;last={today + 2 * DAY}"
    assert "1 位客户约好等他的电话" in shown and link in shown
    assert "一共 1 条" in client.get(link.replace("&amp;", "&")).text


def test_who_may_not_hand_over_only_reads(client, bob, alice):
    promised(bob, name="李雪梅")
    client.sign_in(builders.person("tom", "trainer"))
    text = client.get(page(bob)).text
    assert "一共 1 条" in text and 'id="hand-over"' not in text
    assert "李雪梅" not in text
    assert client.get(page(bob), headers=HTMX).status_code == 200
    assert client.post(page(bob), data=over(alice)).status_code == 403
    client.sign_in(builders.person("mary", "assistant"))
    builders.add(Presence(person_id=bob.id, day=clock.today(), half_days=0))
    assert "等他的电话" not in client.get("/presence").text


def test_a_supervisor_finds_a_colleague_within_the_team_and_has_no_pool(client, bob):
    team, other = builders.team("一队"), builders.team("二队")
    client.sign_in(builders.person("chief", "supervisor", team=team))
    giver, mate = (builders.person(name, team=team) for name in ("giver", "mate"))
    stranger = builders.person("stranger", team=other)
    builders.lead(owner=giver)
    theirs = builders.lead(owner=stranger)
    text = client.get(page(giver)).text
    assert "Mate · 手上" in text and "Stranger" not in text and "放回公海" not in text
    assert client.get(page(stranger)).status_code == 404
    assert client.post(page(stranger), data=over(mate)).status_code == 404
    assert client.post(page(giver), data=over(stranger)).status_code == 422
    assert client.post(page(giver), data={"way": "pool", "reason": "x"}).status_code == 422
    assert owners() == [giver.id, stranger.id]
    assert client.post(page(giver), data=over(mate)).status_code == 303
    assert owners() == [mate.id, db.session.get(Lead, theirs.id).owner_id]


def test_who_reads_everybody_hands_over_only_within_the_own_team(client, bob, alice):
    builders.lead(owner=bob)
    client.sign_in(builders.person("both", "trainer", "supervisor", team=builders.team()))
    assert 'id="hand-over"' not in client.get(page(bob)).text
    assert client.post(page(bob), data=over(alice)).status_code == 404


def test_a_leaver_hands_over_as_he_goes(client, boss, bob, alice):
    builders.lead(owner=bob)
    form = client.get(f"/people/{bob.id}/departure").text
    assert "Alice · 手上 0 条" in form and page(bob) in form
    today = clock.today().isoformat()
    said = {"last_day": today, "when": "now", "way": "colleagues", "people": [alice.id]}
    told = client.post(f"/people/{bob.id}/departure", data=said, follow_redirects=True).text
    assert "已记下离职" in told and "1 条已交给同事" in told
    assert owners() == [alice.id]
    assert not db.session.get(Person, bob.id).is_active
    [move] = db.session.scalars(select(LeadMove))
    assert "员工离职" in client.get(f"/leads/{move.lead_id}").text


def test_on_a_later_day_the_leads_are_handed_over_before(client, boss, bob, alice):
    builders.lead(owner=bob)
    later = (clock.today() + DAY).isoformat()
    said = {"last_day": later, "when": "now", "way": "colleagues", "people": [alice.id]}
    answer = client.post(f"/people/{bob.id}/departure", data=said)
    assert (answer.status_code, owners()) == (422, [bob.id])
    assert "请先到" in answer.text
    said["way"] = "pool"
    assert client.post(f"/people/{bob.id}/departure", data=said).status_code == 303
    assert owners() == [bob.id]


def test_an_admin_sends_away_without_handing_leads_to_anybody(client, bob, alice):
    builders.person("boss", "manager")
    client.sign_in(builders.person("root", "admin"))
    builders.lead(owner=bob)
    assert "手上 0 条" not in client.get(f"/people/{bob.id}/departure").text
    said = {"last_day": clock.today().isoformat(), "way": "colleagues", "people": [alice.id]}
    client.post(f"/people/{bob.id}/departure", data=said)
    assert alice.id not in owners()


def test_the_number_of_queries_does_not_grow_with_leads_or_people(client, boss, bob, alice):
    asked = {"way": "colleagues", "people": [alice.id]}
    promised(bob)
    few = queries_of(lambda: client.get(page(bob), query_string=asked))
    for n in range(8):
        promised(bob)
        builders.person(f"p{n}")
    assert queries_of(lambda: client.get(page(bob), query_string=asked)) == few


def test_the_presence_page_asks_as_often_for_many_absent_as_for_one(client, boss, bob):
    builders.add(Presence(person_id=bob.id, day=clock.today(), half_days=0))
    promised(bob)
    few = queries_of(lambda: client.get("/presence"))
    for n in range(5):
        one = builders.person(f"p{n}")
        builders.add(Presence(person_id=one.id, day=clock.today(), half_days=0))
        promised(one)
    assert queries_of(lambda: client.get("/presence")) == few
