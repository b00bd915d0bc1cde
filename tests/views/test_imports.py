import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Call, ImportRun, Lead, Person
from app.services.imports import work
from tests import builders

CASES = Path(__file__).parents[1] / "cases"
ROWS = "姓名,电话,备注\n王芳,13800138000,想开店\n李涛,无,=1+1\n<b>赵平</b>,13800138001,\n".encode()


@pytest.fixture
def assistant(client):
    return client.sign_in(builders.person("alice", "assistant"))


def upload(client, content=ROWS, name="名单.csv", what="leads"):
    """As browsers send it; the test client would leave a large one in a file it never closes."""
    head = 'Content-Disposition: form-data; name="{}"'.format
    parts = [f"{head('what')}\r\n\r\n{what}".encode()]
    parts += [f'{head("file")}; filename="{name}"\r\n\r\n'.encode() + content]
    body = b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"
    return client.post("/imports", data=body, content_type="multipart/form-data; boundary=x")


def begin(client, **said):
    url = upload(client).location.removesuffix("/edit")
    fields = {"field": ["name", "phone", "note"], "kind": "ordinary", "source": "", **said}
    return url, client.post(f"{url}/start", data=fields)


def test_a_file_of_headings_alone_says_so_before_the_start(assistant):
    page = assistant.get(upload(assistant, "姓名,电话\n".encode()).location).text
    assert "表头下面没有一行数据" in page
    assert "表头下面没有一行数据" not in assistant.get(upload(assistant).location).text


def number_of_leads():
    db.session.expire_all()
    return db.session.scalar(select(func.count()).select_from(Lead))


def test_from_the_old_list_to_its_report(assistant):
    wanted = json.loads((CASES / "leads-1500.json").read_text())
    sent = upload(assistant, (CASES / "leads-1500.xlsx").read_bytes(), "旧名单.xlsx")
    page = assistant.get(sent.location).text
    for text in (
        "旧名单.xlsx",
        'value="2"',
        "手机号码",
        "不能导入的行",
        str(wanted["created"]),
    ):
        assert text in page
    assert number_of_leads() == 0
    url = sent.location.removesuffix("/edit")
    fields = ["", "name", "company", "industry", "region", "phone", "wechat", "source"]
    fields += ["received_at", "note"]
    done = assistant.post(f"{url}/start", data={"field": fields, "kind": "precise", "source": ""})
    assert done.location == url
    report = assistant.get(url).text
    for count in ("data_rows", "created", "duplicates", "rejected"):
        assert f"<dd>{wanted[count]}</dd>" in report
    assert "第 42 行" in report
    assert number_of_leads() == wanted["created"]


def test_the_guess_is_shown_and_can_be_corrected(assistant):
    url = upload(assistant).location
    page = assistant.get(url).text
    assert '<option value="phone" selected>' in page
    changed = {"field": ["company", "phone", ""], "kind": "precise", "source": "百度"}
    assistant.post(url.removesuffix("/edit"), data=changed)
    page = assistant.get(url).text
    for text in ('value="company" selected', 'selected value="precise"', "百度"):
        assert text in page
    assert '<option value="note" selected>' not in page


def test_another_row_of_headings_means_that_the_columns_are_guessed_anew(assistant):
    content = "电话,姓名\n手机号码,店名\n13800138000,丽华火锅店\n".encode()
    url = upload(assistant, content).location
    said = {"field": ["phone", "name"], "kind": "ordinary", "heading_row": "2"}
    assistant.post(url.removesuffix("/edit"), data=said)
    page = assistant.get(url).text
    assert '<option value="company" selected>' in page
    assert "手机号码" in page


def test_what_was_corrected_is_what_is_brought_in(assistant):
    begin(assistant, field=["company", "phone", ""], kind="precise", source="百度")
    lead = db.session.scalars(select(Lead).order_by(Lead.id)).first()
    assert (lead.name, lead.company, lead.note) == ("", "王芳", "")
    assert (lead.kind, lead.source.name) == ("precise", "百度")


def test_a_file_without_numbers_cannot_be_started_before_the_column_is_named(assistant):
    url = upload(assistant, "甲,乙\n王芳,x\n".encode()).location
    assert "没有认出“电话”在哪一列" in assistant.get(url).text
    refused = assistant.post(
        f"{url.removesuffix('/edit')}/start", data={"field": ["", ""], "kind": "ordinary"}
    )
    assert refused.status_code == 409
    assert "没有找到“电话”这一列" in refused.text


def test_two_columns_cannot_be_the_same_thing(assistant):
    refused = begin(assistant, field=["name", "phone", "name"])[1]
    assert "“姓名”选了两列" in refused.text
    assert number_of_leads() == 0


def test_a_file_that_cannot_be_taken_says_why_on_the_page(assistant):
    refused = upload(assistant, b"%PDF", "a.pdf")
    assert refused.status_code == 422
    assert "不是能导入的文件" in refused.text
    assert assistant.post("/imports", data={"what": "leads"}).status_code == 422


def test_a_file_larger_than_a_form_may_be_is_taken(assistant, app):
    rows = [f"王{n},1380{n:07},{'x' * 40}" for n in range(30_000)]
    content = "\n".join(["姓名,电话,备注", *rows]).encode()
    assert len(content) > app.config["MAX_CONTENT_LENGTH"]
    assert upload(assistant, content).status_code == 303


def test_a_file_larger_than_any_list_is_not(assistant, monkeypatch):
    monkeypatch.setattr("app.views.imports.MOST_BYTES", 1000)
    assert upload(assistant, b"x" * 100_000).status_code == 413


def test_one_of_several_sheets_is_chosen(assistant):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("说明").write("A1", "请看第二张")
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, ["电话"])
        sheet.write_row(1, 0, ["13800138000"])
    url = upload(assistant, made.getvalue(), "a.xlsx").location
    assert '<option value="1.csv" selected>' in assistant.get(url).text
    said = {"sheet": "0.csv", "field": ["phone"], "kind": "ordinary"}
    assistant.post(url.removesuffix("/edit"), data=said)
    assert '<option value="0.csv" selected>' in assistant.get(url).text


def test_a_running_import_asks_again_and_a_finished_one_does_not(assistant, monkeypatch):
    monkeypatch.setattr(work.queue, "send", lambda *_: None)
    url, _ = begin(assistant)
    fragment = assistant.get(url, headers={"HX-Request": "true"}).text
    assert 'hx-trigger="every 1s"' in fragment
    assert "<html" not in fragment
    assert "排队中" in assistant.get("/imports").text
    work.carry_on(db.session.scalar(select(ImportRun.id)))
    assert "hx-trigger" not in assistant.get(url).text


def test_an_import_that_failed_can_go_on(assistant, monkeypatch):
    bring = work.bring

    def fail(*_):
        raise OSError

    monkeypatch.setattr(work, "bring", fail)
    begin(assistant)
    url = f"/imports/{db.session.scalar(select(ImportRun.id))}"
    assert "导入中途出了错" in assistant.get(url).text
    monkeypatch.setattr(work, "bring", bring)
    assistant.post(f"{url}/start")
    assert "已完成" in assistant.get(url).text
    assert number_of_leads() == 2


def test_an_import_is_started_once(assistant):
    url, _ = begin(assistant)
    again = assistant.post(f"{url}/start", data={"kind": "ordinary"})
    assert "已经开始导入" in again.text
    assert number_of_leads() == 2


def test_a_file_can_be_given_up_before_it_is_brought_in(assistant):
    url = upload(assistant).location.removesuffix("/edit")
    assert assistant.post(f"{url}/removal").location == "/imports"
    assert assistant.get(url).status_code == 404
    url, _ = begin(assistant)
    assert "已经开始导入" in assistant.post(f"{url}/removal").text


def test_only_files_that_somebody_needs_stay_on_disk(assistant, app):
    def kept():
        return {path.name for path in (app.config["INSTANCE"] / "uploads").iterdir()}

    upload(assistant, b"PK\x03\x04 broken", "a.xlsx")
    before = kept()
    one = upload(assistant, ROWS + b"x,13800138009\n").location.removesuffix("/edit")
    other = upload(assistant, ROWS + b"x,13800138009\n").location.removesuffix("/edit")
    assistant.post(f"{one}/removal")
    assert len(kept() - before) == 1
    assistant.post(f"{other}/removal")
    assert kept() == before
    upload(assistant, b"PK\x03\x04 broken", "a.xlsx")
    assert kept() == before


def test_the_report_downloads_without_any_formula(assistant):
    url, _ = begin(assistant)
    book = assistant.get(f"{url}/report.xlsx")
    assert book.headers["Content-Disposition"].startswith("attachment")
    assert b"<f>" not in book.data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["行号", "原因", "姓名", "电话", "备注"],
        ["3", "没有电话号码", "李涛", "无", "'=1+1"],
    ]
    text = assistant.get(f"{url}/report.csv").data.decode("utf-8-sig")
    assert text.splitlines()[1] == "3,没有电话号码,李涛,无,'=1+1"
    assert assistant.get(f"{url}/report.pdf").status_code == 404


def test_what_people_typed_is_never_markup(assistant):
    url = upload(assistant).location
    assert "&lt;b&gt;赵平" in assistant.get(url).text
    assert "<b>赵平" not in assistant.get(url).text


def test_a_file_name_cannot_leave_the_folder_of_uploads(assistant, app):
    upload(assistant, name="../../../etc/passwd.csv")
    assert "passwd.csv" in assistant.get("/imports").text
    folders = {path.name for path in (app.config["INSTANCE"] / "uploads").iterdir()}
    lists = folders - {"deals", "questions"}  # the shelves of other kinds of files
    assert lists and all(len(name) == 64 for name in lists)


PEOPLE = "账号,姓名,角色,入职日期\nmallory,M,经理,2026-03-02\n".encode()


def test_only_who_keeps_the_people_brings_people_in(client):
    client.sign_in(builders.person("alice", "manager"))
    url = upload(client, PEOPLE, what="people").location.removesuffix("/edit")
    fields = {"field": ["login", "name", "roles", "hired_on"], "kind": "ordinary"}
    client.sign_in(builders.person("bob", "assistant"))
    assert upload(client, PEOPLE, what="people").status_code == 422
    assert client.post(f"{url}/start", data=fields).status_code == 403
    client.sign_in(db.session.scalar(select(Person).where(Person.login == "alice")))
    assert client.post(f"{url}/start", data=fields).location == url
    assert db.session.scalar(select(Person).where(Person.login == "mallory")).roles == ("manager",)


def test_roles_are_not_changed_by_a_list_without_the_password(client, set_clock):
    client.sign_in(builders.person("alice", "manager"))
    set_clock(clock.now() + timedelta(minutes=11))
    url = upload(client, PEOPLE, what="people").location.removesuffix("/edit")
    asked = client.post(f"{url}/start", data={"field": ["login", "name"], "kind": "ordinary"})
    assert asked.location.startswith("/me/confirmation")
    assert db.session.scalar(select(Person).where(Person.login == "mallory")) is None


def test_presence_is_brought_in_by_the_page_too(assistant):
    builders.person("bob")
    content = "账号,日期,出勤\nbob,2026-11-20,半天\n".encode()
    url = upload(assistant, content, what="presence").location.removesuffix("/edit")
    fields = {"field": ["login", "date", "present"], "kind": "ordinary"}
    assistant.post(f"{url}/start", data=fields)
    assert "已完成" in assistant.get(url).text


def test_the_sample_of_calls_is_brought_in_by_the_page(assistant):
    builders.person("wang")
    builders.person("li")
    builders.lead(phone="+8613800138000")
    sample = Path(__file__).parents[2] / "static/samples/calls.csv"
    sent = upload(assistant, sample.read_bytes(), "calls.csv", what="calls")
    page = assistant.get(sent.location).text
    assert "没有这个号码的客户" in page and "下次跟进" in page
    url = sent.location.removesuffix("/edit")
    fields = ["phone", "login", "started_at", "duration_s", "disposition", "grade", "note"]
    assistant.post(f"{url}/start", data={"field": [*fields, "follow_up_at"], "kind": "ordinary"})
    assert "已完成" in assistant.get(url).text
    call = db.session.scalars(select(Call)).one()
    assert (call.disposition, call.grade, call.note) == ("interested", "B", "想了解加盟费")


def test_an_empty_page_offers_the_first_step(assistant):
    page = assistant.get("/imports").text
    assert "还没有导入过名单" in page
    assert "/imports/new" in page
