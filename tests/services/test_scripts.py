"""The texts to say and to send that come with the program (rules.md §3)."""

import json
import re
from importlib.resources import files

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Script
from app.rules.calls.stages import STAGES
from app.services import scripts
from app.services.transaction import write

pytestmark = pytest.mark.usefixtures("database", "set_clock")
SHIPPED = json.loads((files("app.services.shipped") / "scripts.json").read_text("utf-8"))


def test_both_languages_ship_the_same_texts():
    kinds = [{t["key"]: (t["kind"], t["stage"]) for t in SHIPPED[lang]} for lang in ("zh", "en")]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_message_names_lead_and_rep_and_leaves_no_other_gap(language):
    messages = [text for text in SHIPPED[language] if text["kind"] == "message"]
    assert len(messages) >= 6
    for message in messages:
        assert set(re.findall(r"\{(\w+)\}", message["body"])) == {"name", "rep"}, message["key"]
        assert message["stage"] in (None, *STAGES)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_said_aloud_shows_its_gaps_as_gaps(language):
    spoken = [text["body"] for text in SHIPPED[language] if text["kind"] != "message"]
    assert not [body for body in spoken if "{" in body]


def test_shipped_texts_are_put_in_once_and_what_was_changed_stays():
    added = scripts.fill()
    with write():
        mine = db.session.scalar(select(Script).where(Script.key == "message_missed"))
        mine.body = "our own words"
    assert scripts.fill() == 0
    assert db.session.scalar(select(func.count()).select_from(Script)) == added
    assert "our own words" in [text.body for text in scripts.current(mine.language)]


def test_what_a_new_version_ships_is_there_after_the_update(app):
    scripts.fill()
    with write():
        for row in db.session.scalars(select(Script).where(Script.kind == "message")):
            db.session.delete(row)
    from_before = len(scripts.current("zh"))
    scripts.fill()
    kinds = [text.kind for text in scripts.current("zh")]
    assert kinds.count("message") == len(kinds) - from_before > 0
