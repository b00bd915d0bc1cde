"""The app by a set clock that loses its power at a decision: before it is kept, or after that and
before the answer, as a file of the instance folder says."""

import os
import signal
from pathlib import Path

from flask import request
from sqlalchemy import event

from app.extensions import db
from e2e.dying_names import AFTER, BEFORE
from e2e.dying_names import FILE as NAME
from e2e.later import app

FILE = Path(os.environ["LIANXIAN_INSTANCE"]) / NAME
DECISIONS = "/awards/decisions"


def die_if(moment: str) -> None:
    if request and request.path == DECISIONS and FILE.exists() and FILE.read_text() == moment:
        FILE.unlink()
        os.killpg(os.getpgrp(), signal.SIGKILL)


@app.after_request
def after(answer):
    die_if(AFTER)
    return answer


with app.app_context():
    event.listen(db.session, "before_commit", lambda _session: die_if(BEFORE))
