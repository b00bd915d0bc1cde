from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.http import fragments
from app.http.access import writes
from app.services.questions import desk

blueprint = Blueprint("question_keepings", __name__)


@blueprint.post("/question-imports/<int:paper_id>/keeping")
@writes("questions")
def create(paper_id: int) -> ResponseReturnValue:
    """Brings what was understood into the bank."""
    counts = desk.keep(paper_id).counts
    told = _("新增 %(created)s 题,新版本 %(updated)s,没有变化 %(unchanged)s。", **counts)
    return fragments.done(url_for("question_imports.show", paper_id=paper_id), told)
