"""`flask pay preview`, by the pay months of tests/cases and on its own."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEntry

FOLDERS = sorted((Path(__file__).parents[1] / "cases").glob("pay-*"))
ORDER = ("people", "targets", "presence", "leads", "calls", "deals")


@pytest.fixture
def flask(app, database):
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def lines(people) -> dict:
    return {
        one["login"]: Counter(
            (line["kind"], line["fen"], line.get("waived_fen")) for line in one["lines"]
        )
        for one in people
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_month_brought_in_gives_exactly_the_lines_expected(flask, folder):
    for kind in ORDER:
        assert flask("import", kind, folder / f"{kind}.csv").exit_code == 0
    expected = json.loads((folder / "expected.json").read_text())
    answer = json.loads(flask("pay", "preview", expected["month"], "--json").stdout)
    assert answer["month"] == expected["month"]
    assert lines(answer["people"]) == lines(expected["people"])
    totals = {one["login"]: one["total_fen"] for one in answer["people"]}
    assert totals == {one["login"]: one["total_fen"] for one in expected["people"]}
    assert all(line["why"] for one in answer["people"] for line in one["lines"])


def test_a_month_that_is_none_is_refused_in_words(flask):
    answer = flask("pay", "preview", "2026-13")
    assert answer.exit_code == 1
    assert "2026-13" in answer.stderr


def test_a_house_without_people_has_a_month_without_lines(flask):
    answer = json.loads(flask("pay", "preview", "2026-10", "--json").stdout)
    assert answer == {"month": "2026-10", "plan": "样例方案", "people": [], "scorecards": []}


def test_a_month_is_proposed_and_closed_once(flask):
    for kind in ORDER:
        flask("import", kind, FOLDERS[0] / f"{kind}.csv")
    month = json.loads((FOLDERS[0] / "expected.json").read_text())["month"]
    first = json.loads(flask("pay", "propose", month, "--json").stdout)
    assert first["new"] == len(first["lines"]) > 0
    assert {one["state"] for one in first["lines"]} == {"by_rule", "waiting"}
    again = json.loads(flask("pay", "propose", month, "--json").stdout)
    assert (again["new"], again["changed"], again["gone"]) == (0, 0, 0)
    assert again["lines"] == first["lines"]
    done = json.loads(flask("pay", "close", month, "--early", "试算", "--json").stdout)
    by_rule = [one for one in first["lines"] if one["state"] == "by_rule"]
    assert (done["posted"], done["moved"]) == (len(by_rule), len(first["lines"]) - len(by_rule))
    for command in ("propose", "close"):
        answer = flask("pay", command, month)
        assert (answer.exit_code, "已经月结" in answer.stderr) == (1, True)


def test_proposing_says_in_words_what_became_of_it(flask):
    assert "待审批 0 项" in flask("pay", "propose", "2026-10").stdout
    assert "已月结" in flask("pay", "close", "2026-10", "--early", "没有人").stdout


def test_closing_waits_for_objections_as_the_page_does_unless_it_says_why(flask):
    flask("pay", "propose", "2026-10")
    assert "还没有发出" in flask("pay", "close", "2026-10").stderr
    assert "可以申诉" in flask("pay", "publish", "2026-10").stdout
    assert "可以申诉" in flask("pay", "close", "2026-10").stderr
    assert flask("pay", "close", "2026-10", "--early", "  ").exit_code == 1
    assert flask("pay", "close", "2026-10", "--early", "年底结账").exit_code == 0
    told = db.session.scalar(select(AuditEntry.details).where(AuditEntry.action == "pay_closed"))
    assert told["early"] == "年底结账"
