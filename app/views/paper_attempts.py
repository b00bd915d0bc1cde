from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.forms.late import LateForm
from app.http.access import reads
from app.http.paper_attempts import page

blueprint = Blueprint("paper_attempts", __name__)


@blueprint.get("/papers/<int:paper_id>/attempts/<int:attempt_id>")
@reads("papers")
def show(paper_id: int, attempt_id: int) -> ResponseReturnValue:
    """Each question with its answer and points, each score with its reason."""
    return page(paper_id, attempt_id, LateForm())
