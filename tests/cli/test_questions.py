"""`flask import questions` and `flask export questions` (design: doors)."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("database", "set_clock")
PAPER = """一、单选题
1、谁审批?( A )
A、经理 B、客服
2、没有答案
A、甲 B、乙
二、判断题
3、要守时。(√)
三、填空题
4、____和____
答案:甲或乙;丙
5、首都是____。
答案:北京/北京市
四、简答题
6、说说破冰。
"""


@pytest.fixture
def run(app, tmp_path):
    def go(*words, content=PAPER, name="卷.txt"):
        path = tmp_path / name
        path.write_text(content)
        return app.test_cli_runner().invoke(args=["import", "questions", str(path), *words])

    return go


def test_the_answer_that_scripts_rely_on(run):
    said = json.loads(run("--format", "text", "--json").stdout)
    assert {name: said[name] for name in ("read", "created", "updated", "unchanged")} == {
        "read": 6, "created": 5, "updated": 0, "unchanged": 0,
    }  # fmt: skip
    assert said["rejected"] == [
        {
            "line": 4,
            "reason": "没有答案。请在题干括号里、题目后面或卷末写上答案",
            "code": "question_answer_missing",
        }
    ]
    first, second, third, fourth, fifth = said["questions"]
    assert (first["kind"], first["text"], first["answers"]) == ("single", "谁审批?( )", ["A"])
    assert first["options"] == [{"text": "经理", "right": True}, {"text": "客服", "right": False}]
    assert (second["kind"], second["answers"]) == ("true_false", ["true"])
    assert (third["answers"], third["blanks"]) == ([["甲", "乙"], "丙"], 2)
    assert (fourth["answers"], fourth["blanks"]) == (["北京", "北京市"], 1)
    assert (fifth["kind"], fifth["answers"]) == ("short", [])


def test_a_dry_run_tells_the_same_and_keeps_nothing(run):
    assert json.loads(run("--dry-run", "--json").stdout)["created"] == 5
    assert json.loads(run("--json").stdout)["created"] == 5
    assert json.loads(run("--json").stdout)["unchanged"] == 5


def test_in_words(run):
    done = run("--module", "culture", "--tag", "守则")
    assert done.exit_code == 0
    assert "读了 6 题:新增 5" in done.stdout
    assert "第 4 行:没有答案" in done.stdout


def test_a_file_that_is_none_is_refused_on_stderr(run):
    done = run(content="一、单选题", name="卷.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "没有找到任何题目" in done.stderr


def test_out_as_gift_and_in_again(run, app, tmp_path):
    run("--module", "product")
    path = tmp_path / "bank.gift"
    done = app.test_cli_runner().invoke(args=["export", "questions", str(path), "--json"])
    assert json.loads(done.stdout) == {"questions": 5, "left_out": []}
    again = run("--json", content=path.read_text(), name="bank.gift")
    assert json.loads(again.stdout)["unchanged"] == 5
