import json

from app.rules.calls.stages import STAGES
from app.rules.defaults import DEFAULTS


def test_every_default_can_be_stored_as_a_setting():
    assert json.loads(json.dumps(DEFAULTS)) == DEFAULTS
    assert all(len(key) <= 60 for key in DEFAULTS)


def test_every_stage_has_a_limit():
    limits = [DEFAULTS[f"stage.{stage}.days"] for stage in STAGES]
    assert limits == [2, 2, 5, 5, 7, 10, None]
