from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEntry, Target
from app.rules.measures import periods
from app.services.measures import report
from app.services.targets import setting, sheet
from app.services.targets.setting import Owner
from tests import builders

pytestmark = pytest.mark.usefixtures("set_clock")
MONTH = periods.containing("month", date(2026, 11, 23))


@pytest.fixture
def team(client):
    return builders.team("一队")


@pytest.fixture
def group(team):
    return builders.group(team)


@pytest.fixture
def alice(team, group):
    return builders.person("alice", team=team, group=group)


@pytest.fixture
def bob(team):
    return builders.person("bob", team=team)


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


def put(owner, hundredths, measure="amount"):
    setting.put(owner, measure, MONTH, hundredths, by_id=None)


@pytest.mark.parametrize(
    ("bobs", "lack", "says"),
    [
        (30_000_00, 20_000_00, "业绩额:个人目标合计比团队少 ¥20,000。"),
        (50_000_00, 0, "业绩额:个人目标合计正好等于团队。"),
        (50_000_01, -1, "业绩额:个人目标合计比团队多 ¥0.01。"),
    ],
)
def test_the_page_says_by_how_much_people_miss_their_team(
    client, boss, team, alice, bob, bobs, lack, says
):
    put(Owner("team", team.id), 100_000_00)
    put(Owner("person", alice.id), 50_000_00)
    put(Owner("person", bob.id), bobs)
    (found,) = sheet.of(MONTH, None)
    assert found.misses == {"amount": lack}
    assert says in client.get("/targets?period=2026-11").text


def test_rates_do_not_add_up_and_miss_nothing(client, boss, team, alice):
    put(Owner("team", team.id), 15_00, "conversion")
    put(Owner("person", alice.id), 10_00, "conversion")
    assert sheet.of(MONTH, None)[0].misses == {}
    page = client.get("/targets").text
    assert "15%" in page and "10%" in page


def test_a_target_is_set_and_set_again_with_what_it_was_on_record(client, boss, team):
    said = {"owner": f"team:{team.id}", "measure": "amount", "period": "2026-11"}
    for value in ("10万", "12.5万"):
        done = client.post("/targets", data={**said, "value": value}, follow_redirects=True)
    assert "125,000" in done.text
    assert db.session.scalars(select(Target.hundredths)).all() == [125_000_00]
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last.details["before"] == 100_000_00


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"value": "很多"}, "看不懂目标“很多”"),
        ({"value": ""}, "请填目标值"),
        ({"period": "明年"}, "看不懂期间“明年”"),
        ({"measure": "conversion", "value": "101"}, "看不懂目标“101”"),
        ({"owner": "team:999"}, ""),
        ({"owner": "x"}, ""),
        ({"measure": "calls"}, ""),
    ],
)
def test_what_is_no_target_is_refused_and_stays_typed(client, boss, team, facts, says):
    said = {"owner": f"team:{team.id}", "measure": "amount", "period": "2026-11", "value": "77"}
    refused = client.post("/targets", data={**said, **facts})
    assert (refused.status_code, says in refused.text) == (422, True)
    assert 'value="{}"'.format({**said, **facts}["value"]) in refused.text
    assert db.session.scalar(select(Target)) is None


def test_each_sees_as_far_as_he_may(client, team, group, alice, bob):
    put(Owner("team", team.id), 1_000_00)
    for who, reach, groups, people in (
        (alice, "all", ["A组"], ["Alice", "Bob"]),
        (alice, "team", ["A组"], ["Alice", "Bob"]),
        (alice, "group", ["A组"], ["Alice"]),
        (bob, "own", [], ["Bob"]),
    ):
        (found,) = sheet.of(MONTH, report.within(who.id, reach))
        assert [one.name for one in found.groups] == groups
        assert sorted(one.name for one in found.people) == people
        assert bool(found.team.values) == (reach in ("all", "team"))


def test_a_rep_reads_his_own_and_sets_none(client, alice, bob):
    client.sign_in(alice)
    page = client.get("/targets")
    assert ("Alice" in page.text, "Bob" in page.text) == (True, False)
    assert client.get("/targets/new").status_code == 403
    assert client.post("/targets").status_code == 403
