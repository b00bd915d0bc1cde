from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import writes
from app.services.exams import releasing

blueprint = Blueprint("paper_releases", __name__)


@blueprint.post("/papers/<int:paper_id>/releases")
@writes("papers")
def create(paper_id: int) -> ResponseReturnValue:
    """Who has ended an attempt by now sees its right answers."""
    count = releasing.release(paper_id, current_user.id)
    message = _("已公布答案:新增 %(n)s 次考试看得到。", n=count)
    return fragments.done(url_for("papers.show", paper_id=paper_id), message)
