import json
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import func, select

from app.extensions import db
from app.models import Call, Lead, Presence
from tests import builders

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def flask(app, database):
    def run(*words: object):
        return app.test_cli_runner().invoke(args=["import", *map(str, words)])

    return run


@pytest.fixture
def file(tmp_path):
    def write(text: str, name: str = "leads.csv", letters: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(letters))
        return path

    return write


def test_the_answer_for_scripts(flask):
    wanted = json.loads((CASES / "leads-1500.json").read_text())
    done = flask("leads", CASES / "leads-1500.xlsx", "--json")
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert report["read"] == wanted["data_rows"]
    assert (report["created"], report["duplicates"]) == (wanted["created"], wanted["duplicates"])
    assert [one["row"] for one in report["rejected"]] == wanted["rejected_rows"]
    assert report["rejected"][0] == {"row": 42, "reason": "没有电话号码", "code": "phone_missing"}


def test_the_answer_for_people(flask, file):
    done = flask("leads", file("姓名,电话\n王芳,13800138000\n李涛,无\n", letters="gb18030"))
    assert done.exit_code == 0
    assert done.stdout == "读了 2 行:新增 1,重复 0(其中补充 0),拒绝 1。\n第 3 行:没有电话号码\n"


def test_what_of_a_file_is_left_out_is_said(flask, tmp_path):
    path = tmp_path / "客户.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, phone in (("一月", "13800138000"), ("二月", "13900139000")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["姓名", "电话", "意向程度"])
            sheet.write_row(1, 0, ["王芳", phone, "高"])
        book.add_worksheet("空白")
    rehearsed = flask("leads", path, "--dry-run")
    assert rehearsed.stderr == "没有导入的列:意向程度\n只导入了一张工作表,没有读:二月\n"
    report = json.loads(flask("leads", path, "--json").stdout)
    assert (report["unused_columns"], report["unread_sheets"]) == (["意向程度"], ["二月"])


def test_nothing_is_said_of_a_file_that_comes_in_whole(flask):
    assert flask("leads", CASES / "leads-1500.xlsx").stderr == ""


def test_a_dry_run_leaves_nothing_behind(flask, app):
    before = sorted(app.config["INSTANCE"].rglob("*"))
    done = flask("leads", CASES / "leads-1500.xlsx", "--dry-run", "--json")
    assert json.loads(done.stdout)["created"] == 1358
    assert db.session.scalar(select(func.count()).select_from(Lead)) == 0
    assert sorted(app.config["INSTANCE"].rglob("*")) == before


def test_kind_and_source_for_the_whole_file(flask, file):
    flask("leads", file("phone\n13800138000\n"), "--kind", "precise", "--source", "百度")
    lead = db.session.scalar(select(Lead))
    assert (lead.kind, lead.source.name) == ("precise", "百度")


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("姓名\n王芳\n", "a.csv", "没有找到“电话”这一列,无法导入。"),
        ("x", "a.pdf", "“a.pdf”不是能导入的文件。请用 .xlsx、.xls 或 .csv。"),
        (
            "x",
            "a.xlsx",
            "“a.xlsx”的内容和它的扩展名不符。请在表格软件里另存为 .xlsx 或 .csv 再试。",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_reason(flask, file, text, name, sentence):
    done = flask("leads", file(text, name))
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", sentence + "\n")


def test_wrong_use(flask):
    assert flask("leads", "nowhere.csv").exit_code == 2
    assert flask("ghosts", __file__).exit_code == 2
    assert flask("leads", __file__, "--kind", "golden").exit_code == 2


def test_old_calls_from_a_workbook_as_people_keep_it(flask, tmp_path):
    builders.person("alice")
    builders.lead(phone="+8613800138000")
    path = tmp_path / "通话.xlsx"
    head = ["电话", "坐席", "拨打日期", "拨打时间", "通话时长(秒)", "结果"]
    day, hour = datetime(2026, 3, 2).date(), datetime(2026, 3, 2, 10, 35).time()
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head)
        for row, phone in enumerate((13800138000, 13900139000), 1):
            sheet.write(row, 0, phone)
            sheet.write(row, 1, "alice")
            sheet.write_datetime(row, 2, day, book.add_format({"num_format": "yyyy-mm-dd"}))
            sheet.write_datetime(row, 3, hour, book.add_format({"num_format": "hh:mm"}))
            sheet.write_row(row, 4, [95, "未接"])
    done = flask("calls", path)
    assert done.stdout == (
        "读了 2 行:新增 1,重复 0(其中补充 0),拒绝 1。\n"
        "第 3 行:没有这个号码的客户,请先导入客户资源\n"
    )
    call = db.session.scalars(select(Call)).one()
    assert call.started_at.isoformat() == "2026-03-02T02:35:00+00:00"
    again = json.loads(flask("calls", path, "--json").stdout)
    assert (again["created"], again["duplicates"], again["updated"]) == (0, 1, 0)
    assert again["rejected"][0]["code"] == "call_number_unknown"


def test_presence_by_the_command_line(flask, file):
    builders.person("alice")
    rows = "账号,日期,出勤\nalice,2026-03-02,1\nalice,2026-03-03,半天\nbob,2026-03-03,0\n"
    done = flask("presence", file(rows), "--json")
    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert (report["read"], report["created"], report["rejected"][0]["row"]) == (3, 2, 4)
    assert "重复 2" in flask("presence", file(rows)).stdout
    assert (
        flask("presence", file("login,date,present\nalice,2026-03-04,0\n"), "--dry-run").exit_code
        == 0
    )
    noted = {one.day.isoformat(): one.half_days for one in db.session.scalars(select(Presence))}
    assert noted == {"2026-03-02": 2, "2026-03-03": 1}
