from datetime import date, timedelta
from itertools import chain

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Setting
from app.rules.settings.catalogue import SECTIONS
from app.services.settings_page import changing
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
TODAY = date(2026, 11, 23)
FIRST = "/settings/quota.first_month"
TOMORROW = "2026-11-24"
GOOD = {"how": "set", "scope": "company", "value": "12", "since": TOMORROW, "note": "旺季来量多"}
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


@pytest.fixture
def alice(client):
    return builders.person("alice", team=builders.team())


def kept() -> list[tuple[str, str, date, object]]:
    rows = db.session.scalars(select(Setting).order_by(Setting.id))
    return [(row.key, row.scope, row.since, row.value) for row in rows]


def change(name: str, value: object, scope: str = "company", days: int = 0) -> None:
    since = TODAY + timedelta(days=days)
    changing.change(name, value, scope=scope, since=since, note="旺季", by_id=None)


def test_the_page_says_each_number_in_words_with_its_unit(client, boss):
    page = client.get("/settings").text
    for words in ("新人第一阶段,每天几条", "10 条", "10:30–12:00 · 15:30–17:30", "出厂值", "09:00"):
        assert words in page


def test_a_change_is_made_and_told(client, boss):
    shown = client.post(FIRST, data=GOOD, follow_redirects=True)
    assert shown.request.path == FIRST
    for words in ("已保存。", "定好以后要改的", "12 条", "旺季来量多", "Boss", "取消这次改动"):
        assert words in shown.text
    assert kept() == [("quota.first_month", "company", date(2026, 11, 24), 12)]
    assert "2026年11月24日 起" in client.get("/settings").text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": "很多"}, 'value="很多"'),
        ({"value": ""}, "请填一个整数。"),
        ({"value": "101"}, "请填 0 到 100 之间的整数。"),
        ({"note": " "}, "请写明原因。"),
        ({"note": "长" * 201}, "原因最多 200 个字。"),
        ({"since": "2026-11-22"}, "不能从过去的日子改起"),
        ({"since": ""}, "请选日期。"),
        ({"since": "2199-12-31"}, "最多提前一年"),
        ({"scope": "person:77"}, "field__error"),
        ({"value": "10"}, "没有要改的"),
    ],
)
def test_a_wrong_change_is_refused_in_words_and_loses_nothing(client, boss, wrong, words):
    data = GOOD | {"note": "说明写在这里"} | wrong
    refused = client.post(FIRST, data=data)
    assert (refused.status_code, kept()) == (422, [])
    assert words in refused.text
    assert data["note"].strip() in refused.text
    assert f'value="{data["value"]}"' in refused.text


def test_windows_are_typed_from_and_to_and_empty_lines_are_none(client, boss):
    page = client.get("/settings/calls.windows/edit").text
    assert page.count('type="time"') == 8
    spans = {
        "value-0-start": "15:00",
        "value-0-end": "17:30",
        "value-1-start": "",
        "value-1-end": "",
    }
    spans |= {"value-2-start": "10:00", "value-2-end": "12:00"}
    done = client.post("/settings/calls.windows", data=GOOD | spans)
    assert done.status_code == 303
    assert kept()[0][3] == [["10:00", "12:00"], ["15:00", "17:30"]]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("10:00", "", "开始和结束都要填。"),
        ("12:00", "10:00", "结束要晚于开始"),
        ("08:00", "10:00", "超出了可以打电话的时间 09:00–20:00"),
        ("16:00", "18:00", "有重叠"),
    ],
)
def test_a_wrong_window_stays_as_it_was_typed(client, boss, start, end, words):
    spans = {"value-0-start": start, "value-0-end": end}
    spans |= {"value-1-start": "15:30", "value-1-end": "17:30"}
    refused = client.post("/settings/calls.windows", data=GOOD | spans)
    assert (refused.status_code, kept()) == (422, [])
    assert words in refused.text
    assert refused.text.count(f'value="{start}"') == 1


def test_no_windows_at_all_are_possible(client, boss):
    assert client.post("/settings/calls.windows", data=GOOD).status_code == 303
    assert "不分时段" in client.get("/settings/calls.windows").text


def test_what_only_the_company_has_is_sent_as_the_companys(client, boss):
    page = client.get("/settings/calls.per_day/edit").text
    assert '<input type="hidden" name="scope" value="company">' in page


def test_the_hours_have_a_beginning_and_an_end(client, boss):
    hours = {"value-0-start": "08:30", "value-0-end": ""}
    assert client.post("/settings/calls.hours", data=GOOD | hours).status_code == 422
    nothing = client.post("/settings/calls.hours", data=GOOD)
    assert (nothing.status_code, "开始和结束都要填。" in nothing.text) == (422, True)
    hours["value-0-end"] = "20:30"
    assert client.post("/settings/calls.hours", data=GOOD | hours).status_code == 303
    assert kept()[0][3] == ["08:30", "20:30"]


def test_a_clock_time_and_a_choice(client, boss):
    at = client.post("/settings/allocation.run_at", data=GOOD | {"value": "08:45"})
    clock = client.post("/settings/quota.clock", data=GOOD | {"value": "personal"})
    assert (at.status_code, clock.status_code) == (303, 303)
    assert [value for *_, value in kept()] == ["08:45", "personal"]
    late = client.post("/settings/allocation.run_at", data=GOOD | {"value": "11:00"})
    assert "晚于第一个拨打时段 10:30" in late.text
    odd = client.post("/settings/allocation.run_at", data=GOOD | {"value": "25:00"})
    assert (odd.status_code, 'value="25:00"' in odd.text) == (422, True)


def test_one_person_is_chosen_on_purpose(client, boss, alice):
    address = "/settings/quota.own_number"
    assert "请选一个人" in client.get(f"{address}/edit").text
    refused = client.post(address, data=GOOD | {"scope": "", "value": "3"})
    assert (refused.status_code, "请选改谁的。" in refused.text) == (422, True)
    client.post(
        address, data=GOOD | {"scope": f"person:{alice.id}", "value": "3", "since": "2026-11-23"}
    )
    assert kept() == [("quota.own_number", f"person:{alice.id}", TODAY, 3)]
    page = client.get("/settings").text
    assert "Alice" in page
    edit = client.get(f"{address}/edit?scope=person:{alice.id}").text
    assert 'value="3"' in edit


def test_taking_back_needs_no_value(client, boss):
    change("quota.first_month", 12)
    client.post(FIRST, data=GOOD | {"how": "back", "value": "x"})
    assert kept()[1] == ("quota.first_month", "company", date(2026, 11, 24), None)
    page = client.get(FIRST).text
    assert "恢复出厂值 10 条" in page
    assert "恢复出厂值 10 条" in client.get("/settings").text


def test_taking_windows_back_does_not_ask_for_what_stands_in_the_lines(client, boss):
    change("calls.windows", [["10:00", "12:00"]])
    data = GOOD | {"how": "back", "value-0-start": "10:00", "value-0-end": ""}
    assert client.post("/settings/calls.windows", data=data).status_code == 303


def test_what_is_not_yet_due_can_be_called_off(client, boss):
    change("quota.first_month", 12, days=3)
    word = db.session.scalar(select(Setting.id))
    done = client.post(f"{FIRST}/words/{word}/removal", follow_redirects=True)
    assert "已取消" in done.text
    assert kept() == []
    assert client.post(f"{FIRST}/words/{word}/removal").status_code == 404


def test_the_edit_page_shows_the_quotas_of_the_next_day(client, boss, alice):
    page = client.get(f"{FIRST}/edit").text
    for words in ("11月24日 周二 的配额会怎样", "没有人的配额会变。", "Alice", "入职第 23 天"):
        assert words in page
    assert 'id="preview"' not in client.get("/settings/calls.per_day/edit").text


def test_the_look_at_a_change_writes_nothing_and_answers_with_a_part(client, boss, alice):
    builders.lead(kind="precise")
    asked = {name: GOOD[name] for name in ("how", "scope", "value", "since")}
    part = client.get(f"{FIRST}/edit", query_string=asked, headers=FRAGMENT).text
    assert part.lstrip().startswith("<section")
    for words in (
        "1 个人的配额会变。",
        "合计 10 → 12 条,现在有 1 条在等。",
        "↑ 12</strong>",
    ):
        assert words in part
    whole = client.get(f"{FIRST}/edit", query_string=asked).text
    assert "↑ 12</strong>" in whole
    assert 'value="12"' in whole
    assert kept() == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": ""}, "先把新的值"),
        ({"value": "999"}, "请填 0 到 100"),
        ({"since": "2026-01-01"}, "过去"),
    ],
)
def test_a_look_at_what_cannot_be_says_why(client, boss, alice, wrong, words):
    part = client.get(f"{FIRST}/edit", query_string=GOOD | wrong, headers=FRAGMENT)
    assert (part.status_code, words in part.text) == (200, True)


def test_who_may_look_may_not_change(client, boss):
    change("quota.first_month", 12, days=3)
    word = db.session.scalar(select(Setting.id))
    client.sign_in(builders.person("carol", "supervisor"))
    for address in ("/settings", FIRST):
        page = client.get(address)
        assert page.status_code == 200
        assert "/edit" not in page.text
        assert "removal" not in page.text
    assert client.get(f"{FIRST}/edit").status_code == 403
    assert client.post(FIRST, data=GOOD).status_code == 403
    assert client.post(f"{FIRST}/words/{word}/removal").status_code == 403


def test_there_is_no_page_for_what_is_no_setting(client, boss):
    for name in ("nothing", "calls.dispositions", "stage.needs.days"):
        assert client.get(f"/settings/{name}").status_code == 404
        assert client.get(f"/settings/{name}/edit").status_code == 404
        assert client.post(f"/settings/{name}", data=GOOD).status_code == 404


def test_a_setting_of_each_kind_has_its_pages(client, boss, alice):
    """All of them: test_every_setting.py."""
    for name in {item.kind: item.key for item in chain(*SECTIONS.values())}.values():
        assert client.get(f"/settings/{name}").status_code == 200
        assert client.get(f"/settings/{name}/edit").status_code == 200


def test_the_page_asks_as_often_however_much_was_said(client, boss, alice):
    change("quota.own_number", 3, f"person:{alice.id}")
    few = queries_of(lambda: client.get("/settings"))
    for n in range(5):
        change("quota.first_month", 12 + n, days=n)
        change("quota.later", 4, f"person:{builders.person(f'rep{n}').id}")
    assert queries_of(lambda: client.get("/settings")) == few


@pytest.mark.parametrize("value", ["9" * 5000, "1e3", "\0", "-1", "１２３４"])
def test_nonsense_for_a_number_is_refused(client, boss, value):
    assert client.post(FIRST, data=GOOD | {"value": value, "scope": "team:x"}).status_code == 422
    assert client.post(FIRST, data=GOOD | {"value": value}).status_code == 422
    asked = {"how": "set", "scope": "company", "value": value, "since": "9999-12-31"}
    assert client.get(f"{FIRST}/edit", query_string=asked).status_code == 200
