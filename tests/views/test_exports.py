import io
import re
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from app import clock
from app.extensions import db, queue
from app.models import AuditEntry, ExportDownload, LeadExport, Person
from app.rules.people.permissions import ROLES, WRITE, may
from app.services import settings
from app.services.exports import making, states
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
NUMBER = "13912345678"
MAY = ("supervisor", "manager", "owner")


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


@pytest.fixture
def second(boss):
    return builders.person("dora", "owner")


@pytest.fixture(autouse=True)
def cleared(app):
    yield
    with app.app_context():
        for path in making.folder().iterdir():
            path.unlink()


def hold(rows: int) -> None:
    settings.put("export.rows_alone", rows, since=clock.today(), actor_id=None)


def ask(client, address="/exports", **said):
    return client.post(address, data={"purpose": "盘点", "form": "csv", **said})


def asked() -> LeadExport:
    db.session.expire_all()
    return db.session.scalars(select(LeadExport).order_by(LeadExport.id.desc())).first()


def take(client, number=None):
    """The file as a browser takes it, to its end."""
    number = asked().id if number is None else number
    with client.post(f"/exports/{number}/downloads") as answer:
        answer.get_data()
    return answer


def number_of_exports() -> int:
    return db.session.scalar(select(func.count()).select_from(LeadExport))


def test_from_the_list_to_the_file(client, boss):
    builders.lead("王芳", phone=f"+86{NUMBER}", grade="A")
    builders.lead("李涛", grade="B")
    page = client.get("/exports/new?grade=A").text
    assert "1 行" in page and "A 类" in page and "姓名 · 公司" in page and "完整号码" in page
    assert "不用别人批准" in page
    action = re.search(r'action="(/exports\?[^"]*)"', page)[1]
    done = ask(client, action)
    assert done.location == f"/exports/{asked().id}"
    page = client.get(done.location).text
    assert "可下载" in page and "盘点" in page
    file = take(client)
    text = file.data.decode("utf-8-sig")
    assert NUMBER in text and "王芳" in text and "李涛" not in text
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Cache-Control"] == "no-store"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert db.session.scalar(select(func.count()).select_from(ExportDownload)) == 1
    assert "1 次" in client.get(done.location).text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_the_list_leads_to_exactly_what_it_shows(client, boss, headers):
    """Also what htmx put in its place after somebody typed or chose: the link changes with it."""
    for name, grade in (("王芳", "A"), ("王涛", "B"), ("李芳", "A")):
        builders.lead(name, grade=grade)
    found = client.get("/leads?q=王&grade=A&sort=new", headers=headers).text
    found = found[found.index('id="found"') :]
    there = unescape(re.search(r'href="(/exports/new[^"]*)"', found)[1])
    assert "sort" not in there
    page = client.get(there).text
    assert "1 行" in page and "查找“王”" in page and "A 类" in page
    ask(client, unescape(re.search(r'action="(/exports\?[^"]*)"', page)[1]))
    assert asked().rows_asked == 1
    assert "王芳" in take(client).get_data(as_text=True)


def test_who_may_not_export_is_offered_none(client):
    alice = builders.person("alice")
    builders.lead(owner=alice)
    client.sign_in(alice)
    assert "/exports" not in client.get("/leads").text


def test_a_workbook_is_what_a_page_offers_first(client, boss):
    builders.lead("=cmd", phone=f"+86{NUMBER}")
    assert 'checked id="form-0"' in client.get("/exports/new").text
    ask(client, form="xlsx")
    file = take(client)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.data)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "'=cmd" and rows[1][4] == NUMBER
    assert ".xlsx" in file.headers["Content-Disposition"]


@pytest.mark.parametrize("said", [{"purpose": ""}, {"purpose": "x" * 201}, {"form": "pdf"}])
def test_what_is_missing_is_said_and_what_was_typed_stays(client, boss, said):
    builders.lead(grade="A")
    answer = ask(client, "/exports?grade=A", **said)
    assert answer.status_code == 422
    assert "grade=A" in answer.text
    assert number_of_exports() == 0


def test_the_password_is_asked_again_and_nothing_typed_is_lost(client, boss, set_clock):
    builders.lead(grade="A")
    set_clock(clock.now() + timedelta(minutes=11))
    assert "/me/confirmation" in client.get("/exports/new?grade=A").location
    came_from = {"Referer": "http://localhost/exports/new?grade=A"}
    said = {"purpose": "给财务核对", "form": "csv", "keep": "purpose"}
    answer = client.post("/exports?grade=A", data=said, headers=came_from)
    assert number_of_exports() == 0
    assert answer.location.startswith("/me/confirmation?next=")
    client.sign_in(db.session.get(Person, boss.id))
    page = client.get(unquote(answer.location.partition("next=")[2])).text
    assert "给财务核对" in page and "A 类" in page


@pytest.mark.parametrize("path", ["downloads", "approval", "rejection"])
def test_each_step_asks_for_the_password_again(client, boss, second, set_clock, path):
    hold(0)
    builders.lead()
    ask(client)
    client.sign_in(second)
    set_clock(clock.now() + timedelta(minutes=11))
    answer = client.post(f"/exports/{asked().id}/{path}", data={"reason": "x"})
    assert "/me/confirmation" in answer.location
    assert asked().state == "asked"


def test_another_person_allows_it_on_a_page_that_shows_what_it_is(client, boss, second):
    hold(1)
    for _ in range(2):
        builders.lead(grade="A")
    page = client.get("/exports/new?grade=A").text
    assert "要另一个人批准(Dora)" in page and "申请导出" in page
    mine = ask(client, "/exports?grade=A").location
    assert "等另一位经理或负责人批准" in client.get(mine).text
    assert "查看并决定" not in client.get("/exports").text
    assert "自己的申请要由别人批准" in client.post(f"{mine}/approval").text
    client.sign_in(second)
    listed = client.get("/exports").text
    assert "等你批准" in listed and "Boss 想导出 2 行" in listed and "A 类" in listed
    assert 'nav__badge">1<' in listed
    page = client.get(f"{mine}/approval").text
    assert (
        "2 行" in page
        and "多出 10% 以上" in page
        and "盘点" in page
        and "A 类" in page
        and "只有 Boss 能下载" in page
    )
    assert asked().state == "asked"
    assert client.post(f"{mine}/approval").location == "/exports"
    assert asked().state == "made"
    assert 'nav__badge">1<' not in client.get("/exports").text
    page = client.get(mine).text
    assert "文件只有 Boss 能下载" in page and "/downloads" not in page
    assert client.post(f"{mine}/downloads").status_code == 404
    client.sign_in(boss)
    assert take(client).status_code == 200


def test_a_no_comes_with_its_reason(client, boss, second):
    hold(0)
    builders.lead()
    mine = ask(client).location
    client.sign_in(second)
    assert client.post(f"{mine}/rejection", data={"reason": ""}).status_code == 422
    client.post(f"{mine}/rejection", data={"reason": "太多了"})
    assert "已经有人处理" in client.get(f"{mine}/approval").text
    client.sign_in(boss)
    page = client.get(mine).text
    assert "没有批准:太多了" in page and "下载文件" not in page
    assert "还没有生成" in client.post(f"{mine}/downloads").text


def test_where_nobody_else_may_allow_it_the_page_says_what_to_do(client, boss):
    hold(0)
    builders.lead()
    page = client.get("/exports/new").text
    assert "现在没有别人可以批准" in page and "负责人" in page and "<form class" not in page
    assert ask(client).status_code == 422
    assert number_of_exports() == 0


def test_nothing_found_is_nothing_to_export(client, boss):
    page = client.get("/exports/new?q=龘").text
    assert "没有可以导出的客户" in page and "查找“龘”" in page


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_gets_no_number_by_any_way(client, role):
    """0 unmasked: pages and files, for every role; the manager's file is the control."""
    team = builders.team()
    alice = builders.person("alice", team=team)
    builders.lead(f"李{NUMBER}", owner=alice, phone=f"+86{NUMBER}", note=f"打 {NUMBER}")
    client.sign_in(builders.person("who", role, team=team))
    said = {"purpose": f"找 {NUMBER}", "form": "csv"}
    answers = [client.get("/exports/new"), client.post("/exports", data=said)]
    number = asked().id if asked() else 1
    paths = ("/exports", f"/exports/{number}", f"/exports/{number}/approval")
    answers += [client.get(path) for path in paths]
    file = take(client, number)
    pages = "".join(answer.text for answer in answers)
    assert NUMBER[3:] not in re.sub(r"[\s-]", "", pages)
    assert (NUMBER in file.get_data(as_text=True)) == (role in ("manager", "owner"))
    assert (file.status_code == 200) == (role in MAY)
    assert may([role], "exports", WRITE) == (role in MAY)


def test_somebody_elses_export_is_as_a_missing_one_to_a_supervisor(client, boss):
    builders.lead(phone=f"+86{NUMBER}")
    mine = ask(client).location
    client.sign_in(builders.person("eve", "supervisor", team=builders.team()))
    foreign, missing = client.get(mine), client.get("/exports/999999")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.text.replace(mine, "") == missing.text.replace("/exports/999999", "")
    assert client.post(f"{mine}/downloads").status_code == 404
    assert client.get(f"{mine}/approval").status_code == 403
    assert "还没有导出过" in client.get("/exports").text


def test_a_page_that_waits_asks_again_until_it_is_made(client, boss, monkeypatch):
    builders.lead()
    monkeypatch.setattr(queue, "send", lambda *_: None)
    mine = ask(client).location
    fragment = client.get(mine, headers={"HX-Request": "true"}).text
    assert 'hx-trigger="every 1s"' in fragment and "<html" not in fragment
    assert "排队中" in client.get("/exports").text
    making.make(asked().id)
    assert "hx-trigger" not in client.get(mine, headers={"HX-Request": "true"}).text


def test_a_file_whose_days_are_over_says_so(client, boss):
    builders.lead()
    mine = ask(client).location
    states.move(asked().id, ("made",), "gone", file=None)
    assert "文件已删除" in client.get(mine).text
    assert "文件已经删除" in client.post(f"{mine}/downloads").text


def test_a_number_looked_up_stands_in_no_page_of_others(client, boss, second):
    hold(0)
    builders.lead(phone=f"+86{NUMBER}")
    mine = ask(client, f"/exports?q={NUMBER}").location
    client.sign_in(second)
    for path in ("/exports", mine, f"{mine}/approval"):
        assert NUMBER not in client.get(path).text
    assert "139****5678" in client.get(mine).text


def test_the_list_asks_as_much_for_ten_as_for_one(client, boss, second):
    hold(0)
    builders.lead()
    ask(client)
    client.sign_in(second)
    one = queries_of(lambda: client.get("/exports"))
    client.sign_in(boss)
    for _ in range(9):
        ask(client)
    client.sign_in(second)
    assert queries_of(lambda: client.get("/exports")) == one


def test_the_audit_says_how_it_was_asked_for(client, boss):
    builders.lead()
    ask(client)
    entry = db.session.scalars(select(AuditEntry).filter_by(action="export_asked")).one()
    assert entry.details["via"] == "page"
