from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import charts, fragments
from app.http.access import reach, reads
from app.services import board

blueprint = Blueprint("board", __name__)


@blueprint.get("/board")
@reads("board")
def show() -> ResponseReturnValue:
    """The day of those within reach; a board that asks again hears nothing while it is the same."""
    mark = board.mark()
    if fragments.wanted() and request.args.get("mark") == mark:
        return "", 204
    shown = board.of(current_user.id, reach("board"))
    context = {"board": shown, "pace": charts.pace(shown), "mark": mark}
    return fragments.page_or("board/_board.html", "board/show.html", **context)
