from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import writes
from app.services.exams import papers

blueprint = Blueprint("paper_publications", __name__)


@blueprint.post("/papers/<int:paper_id>/publication")
@writes("papers")
def create(paper_id: int) -> ResponseReturnValue:
    """From now on it can be taken."""
    papers.publish(paper_id, current_user.id)
    return fragments.done(url_for("papers.show", paper_id=paper_id), _("已发布,可以考了。"))


@blueprint.post("/papers/<int:paper_id>/publication/removal")
@writes("papers")
def delete(paper_id: int) -> ResponseReturnValue:
    """Nobody begins it any more."""
    papers.withdraw(paper_id, current_user.id)
    message = _("已撤下:没人能再开始,正在考的照常考完。")
    return fragments.done(url_for("papers.show", paper_id=paper_id), message)
