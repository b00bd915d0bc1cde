import json

import pytest

from app.services.leads import leaving
from tests import builders


@pytest.fixture
def flask(app, database):
    return lambda *words: app.test_cli_runner().invoke(args=["jobs", *words])


def test_run_and_list(flask):
    assert "switch_off_due  每小时  还没有做过" in flask("list").stdout
    ran = flask("run", "switch_off_due")
    assert (ran.exit_code, ran.stdout) == (0, "switch_off_due 做完了。\n")
    found = {one["name"]: one for one in json.loads(flask("list", "--json").stdout)}
    assert (found["switch_off_due"]["state"], found["switch_off_due"]["error"]) == ("done", None)


def test_a_job_that_is_not_there_is_refused(flask):
    ran = flask("run", "dance")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("没有叫“dance”的任务。有:")
    assert flask("run").exit_code == 2


def test_a_failure_is_told_with_its_reason_now_and_later(flask, monkeypatch):
    builders.person("alice")
    monkeypatch.setattr(leaving.settings, "value", lambda *_: 1 / 0)
    ran = flask("run", "switch_off_due")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "ZeroDivisionError" in ran.stderr
    assert "没有成功:ZeroDivisionError" in flask("list").stdout
