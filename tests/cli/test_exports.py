import csv
import json

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import AuditEntry, ExportDownload, LeadExport
from app.services import settings
from app.services.exports import deciding, making
from tests import builders

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def run(app, tmp_path):
    def go(name, *words):
        path = tmp_path / name
        done = app.test_cli_runner().invoke(args=["export", "leads", str(path), *words])
        return done, path

    yield go
    for path in making.folder().iterdir():
        path.unlink()


def number() -> int:
    return db.session.scalars(select(LeadExport.id)).one()


def hold(rows: int) -> None:
    settings.put("export.rows_alone", rows, since=clock.today(), actor_id=None)


def test_few_rows_are_written_at_once_and_are_on_record(run, boss):
    builders.lead("王芳", phone="+8613912345678", grade="A")
    builders.lead("李涛", grade="B")
    words = ("--as", "boss", "--purpose", "盘点", "--grade", "A")
    done, path = run("a.csv", *words, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {"number": number(), "rows": 1}
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [(row["姓名"], row["电话"]) for row in csv.DictReader(file)] == [
            ("王芳", "13912345678")
        ]
    assert oct(path.stat().st_mode)[-3:] == "600"
    entry = db.session.scalars(select(AuditEntry).filter_by(action="export_asked")).one()
    assert (entry.actor_id, entry.details["via"]) == (boss.id, "console")
    assert db.session.scalars(select(ExportDownload)).one().person_id == boss.id


def test_where_nothing_can_be_written_nothing_is_asked_for(run, boss):
    builders.lead("王芳")
    done, path = run("nowhere/a.csv", "--as", "boss", "--purpose", "盘点")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"文件夹 {path.parent} 不存在" in done.stderr
    assert db.session.scalar(select(LeadExport.id)) is None


def test_many_wait_for_a_second_person_here_too(run, boss):
    hold(0)
    builders.lead()
    dora = builders.person("dora", "owner")
    done, path = run("a.xlsx", "--as", "boss", "--purpose", "盘点")
    assert done.exit_code == 1 and not path.exists()
    assert f"已提出申请 {number()}" in done.stderr
    again, path = run("a.xlsx", "--as", "boss", "--number", str(number()))
    assert again.exit_code == 1 and not path.exists()
    deciding.decide(number(), dora.id, "approved")  # no job has made it yet
    assert run("b.xlsx", "--as", "dora", "--number", str(number()))[0].exit_code == 1
    done, path = run("a.xlsx", "--as", "boss", "--number", str(number()))
    assert done.exit_code == 0, done.output
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("a.csv", ("--as", "nobody", "--purpose", "x"), "没有账号"),
        ("a.csv", ("--as", "alice", "--purpose", "x"), "没有这个权限"),
        ("a.csv", ("--as", "boss"), "请写明用途"),
        ("a.pdf", ("--as", "boss", "--purpose", "x"), "扩展名"),
        ("a.csv", ("--as", "boss", "--number", "77"), "没有导出 77"),
    ],
)
def test_what_is_refused_writes_nothing(run, boss, name, words, said):
    builders.person("alice")
    builders.lead()
    done, path = run(name, *words)
    assert done.exit_code == 1
    assert said in done.stderr
    assert not path.exists()
    assert db.session.scalars(select(LeadExport)).all() == []


def test_nothing_that_is_there_is_overwritten(run, boss):
    builders.lead()
    run("a.csv", "--as", "boss", "--purpose", "x")
    done, path = run("a.csv", "--as", "boss", "--purpose", "x")
    assert done.exit_code == 1 and "已经存在" in done.stderr


def test_who_was_told_no_reads_why(run, boss):
    hold(0)
    builders.lead()
    dora = builders.person("dora", "owner")
    run("a.csv", "--as", "boss", "--purpose", "x")
    deciding.reject(number(), dora.id, "太多了")
    assert "太多了" in run("a.csv", "--as", "boss", "--number", str(number()))[0].stderr
