from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.http.access import reads
from app.services.exams import papers, statistics

blueprint = Blueprint("paper_questions", __name__)


@blueprint.get("/papers/<int:paper_id>/questions")
@reads("papers")
def index(paper_id: int) -> ResponseReturnValue:
    """How each question did with those who took the paper."""
    paper, least = papers.one(paper_id), statistics.least()
    shown = {"found": statistics.of(paper_id, least), "least": least}
    return render_template("paper_questions/index.html", paper=paper, **shown)
