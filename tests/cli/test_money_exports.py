"""Deals and targets leave the house as files that an import reads back (design: doors)."""

import csv
import json
from datetime import date

import pytest
from sqlalchemy import delete, func, select

from app.extensions import db
from app.models import AuditEntry, Receipt, Target
from app.rules.measures import periods
from app.services.deals import confirming
from app.services.imports import command
from app.services.leads import do_not_call
from app.services.targets import setting
from app.services.targets.setting import Owner
from app.services.transaction import write
from tests import builders
from tests.services.deals.conftest import desk  # noqa: F401 (a fixture)

FOR = ("--purpose", "核对")


@pytest.fixture
def run(app, tmp_path):
    def go(what, login, *words):
        path = tmp_path / f"{what}-{login}.csv"
        words = ("export", what, str(path), "--as", login, *words)
        return app.test_cli_runner().invoke(args=words), path

    return go


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_receipt_is_a_row_and_it_is_on_record(run, desk):  # noqa: F811
    deal = desk.deal(shares=((desk.alice.id, 6_050), (desk.bob.id, 3_950)))
    confirming.decide("receipt", desk.came(deal, 400_50), desk.finance.id, yes=True)
    desk.came(deal, 100_00, kind="refund")
    desk.deal(uuid="other")
    done, path = run("deals", "boss", *FOR, "--json")
    assert json.loads(done.stdout) == {"rows": 3}
    first, back, bare = rows_of(path)
    assert first["电话"] == desk.lead.phones[0].number.removeprefix("+86")
    assert (first["分成"], first["金额"], first["状态"]) == (
        "alice:60.5;bob:39.5",
        "400.50",
        "已确认",
    )
    assert (back["金额"], back["退款"], back["状态"]) == ("100", "是", "待确认")
    assert (bare["编号"], bare["金额"], bare["成交金额"]) == ("other", "", "10000")
    said = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "deals_exported"))
    assert said.details == {"rows": 3, "purpose": "核对"}


def test_who_asked_not_to_be_called_leaves_without_his_number(run, desk):  # noqa: F811
    desk.deal()
    with write():
        do_not_call.add(desk.lead, desk.boss.id, "asked_in_call")
    done, path = run("deals", "boss", *FOR)
    assert [row["电话"] for row in rows_of(path)] == [""]


@pytest.mark.parametrize(
    ("login", "words", "says"),
    [("alice", FOR, "不能导出"), ("boss", (), "用途"), ("nobody", FOR, "nobody")],
)
def test_who_may_not_or_says_not_why_gets_nothing(run, desk, login, words, says):  # noqa: F811
    done, path = run("deals", login, *words)
    assert (done.exit_code != 0, says in done.output, path.exists()) == (True, True, False)


def test_targets_come_back_as_they_were(run, desk, tmp_path):  # noqa: F811
    month = periods.containing("month", date(2026, 11, 1))
    team = builders.team("一队")
    for owner, measure, value in (
        (Owner("team", team.id), "amount", 123_456_78),
        (Owner("person", desk.alice.id), "conversion", 12_34),
        (Owner("person", desk.alice.id), "deals", 2_50),
    ):
        setting.put(owner, measure, month, value, by_id=desk.boss.id)
    done, path = run("targets", "boss", *FOR)
    assert done.exit_code == 0, done.output
    with write() as session:
        before = session.scalars(select(Target.hundredths).order_by(Target.id)).all()
        session.execute(delete(Target))
    tally = command.bring_in(path, "targets")
    assert tally.rejected == []
    assert db.session.scalars(select(Target.hundredths).order_by(Target.id)).all() == before
    assert db.session.scalar(select(func.count()).select_from(Receipt)) == 0
