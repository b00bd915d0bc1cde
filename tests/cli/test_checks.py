import json

import pytest
from sqlalchemy import text

from app.http import words
from app.http.words import checks as sentences
from app.services.checks import run
from app.services.transaction import write
from tests import builders


@pytest.fixture
def flask(app, database):
    return lambda *words: app.test_cli_runner().invoke(args=["check", *words])


def test_whole_data_in_words_and_for_scripts(flask):
    done = flask()
    assert (done.exit_code, done.stdout) == (0, f"数据没有问题:查了 {len(run.ALL)} 项。\n")
    done = flask("--json")
    wanted = {"ok": True, "checks": len(run.ALL), "findings": []}
    assert (done.exit_code, json.loads(done.stdout)) == (0, wanted)


def test_damage_in_words_and_for_scripts(flask):
    ids = [builders.lead(stage="x").id for _ in range(7)]
    first = [str(one) for one in ids[:5]]
    done = flask()
    sentence = f"7 条资源的阶段不认识:{', '.join(first)} …"
    assert (done.exit_code, done.stdout) == (1, sentence + "\n")
    report = json.loads(flask("--json").stdout)
    finding = {"code": "check_lead_stage", "count": 7, "first": first, "sentence": sentence}
    assert (report["ok"], report["findings"]) == (False, [finding])


def test_a_database_behind_is_told_alone(flask):
    with write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    done = flask()
    assert (done.exit_code, len(done.stdout.splitlines())) == (1, 1)
    assert "flask db upgrade" in done.stdout


def test_every_sentence_can_be_said(app):
    with app.test_request_context():
        for code in sentences.SENTENCES:
            assert words.say(code, {"n": 3, "first": "7, 8"}).count("3") >= 1
