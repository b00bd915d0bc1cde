from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.http import downloads
from app.http.access import writes
from app.services.exports import shelf

blueprint = Blueprint("export_downloads", __name__)


@blueprint.post("/exports/<int:export_id>/downloads")
@writes("exports", password_again=True)
def create(export_id: int) -> ResponseReturnValue:
    """The file for who asked for it; each time is written down."""
    path, form = shelf.take(export_id, current_user.id)
    day = clock.today().strftime("%Y%m%d")
    name = _("客户%(day)s-%(n)s", day=day, n=export_id)
    answer: Response = downloads.file(path, f"{name}.{form}")
    return answer
