import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEntry
from app.rules.measures import periods
from app.services.targets import seasons
from tests import builders

pytestmark = pytest.mark.usefixtures("set_clock")
MONTH = periods.read("2026-11", ("month",))


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


def said(**facts):
    return {"rev": 0, "themes": "年终冲刺", "peaks": "双十二", "trades": "餐饮、美容,餐饮", **facts}


def test_a_plan_stands_with_the_targets_and_its_trades_filter_customers(client, boss):
    builders.lead("王秀英", industry="连锁餐饮")
    builders.lead("李雷", industry="建材")
    shown = client.post("/seasons?period=2026-11", data=said(), follow_redirects=True).text
    assert all(words in shown for words in ("年终冲刺", "双十二", "trade=%E9%A4%90%E9%A5%AE"))
    assert seasons.of(MONTH).trades == ["餐饮", "美容"]
    found = client.get("/leads?trade=餐饮").text
    assert ("王秀英" in found, "李雷" in found) == (True, False)
    assert "年终冲刺" not in client.get("/targets?period=2026-12").text


@pytest.mark.parametrize("trade", ["%", "_", "100%"])
def test_a_letter_that_searches_is_only_a_letter(client, boss, trade):
    builders.lead("王秀英", industry="餐饮")
    assert "王秀英" not in client.get("/leads", query_string={"trade": trade}).text


def test_who_was_slower_sees_it_and_may_keep_his(client, boss):
    client.post("/seasons?period=2026-11", data=said())
    late = client.post("/seasons?period=2026-11", data=said(themes="另一个主题"))
    assert (late.status_code, "刚才有人改过" in late.text, "另一个主题" in late.text) == (
        422,
        True,
        True,
    )
    assert seasons.of(MONTH).themes == "年终冲刺"
    assert 'name="rev" type="hidden" value="1"' in late.text
    client.post("/seasons?period=2026-11", data=said(rev=1, themes="另一个主题"))
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (seasons.of(MONTH).themes, last.details["before"]["themes"]) == (
        "另一个主题",
        "年终冲刺",
    )


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"themes": "长" * 1_001}, "最多 1000 个字"),
        ({"trades": "、".join(map(str, range(21)))}, "最多 20 个"),
        ({"trades": "长" * 31}, "太长"),
    ],
)
def test_what_is_too_much_is_refused_and_stays_typed(client, boss, facts, says):
    refused = client.post("/seasons?period=2026-11", data=said(**facts))
    assert (refused.status_code, says in refused.text) == (422, True)
    assert "双十二" in refused.text and seasons.of(MONTH) is None


def test_a_rep_reads_the_plan_and_writes_none(client, boss):
    client.post("/seasons?period=2026-11", data=said())
    client.sign_in(builders.person("alice"))
    assert "年终冲刺" in client.get("/targets?period=2026-11").text
    assert client.get("/seasons/edit").status_code == 403
    assert client.post("/seasons", data=said()).status_code == 403
