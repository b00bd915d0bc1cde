from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.http import assets
from app.http.access import public

blueprint = Blueprint("worker", __name__)
KEPT = (".js", ".css", ".svg", ".json")


@blueprint.get("/service-worker.js")
@public
def show() -> ResponseReturnValue:
    """The service worker of this version, with the list of what it keeps for starting offline."""
    names = [path.relative_to(assets.SOURCE).as_posix() for path in assets.files()]
    kept = [assets.url(n) for n in names if n.endswith(KEPT) and n != "service-worker.js"]
    source = (assets.SOURCE / "service-worker.js").read_text()
    source = source.replace("__VERSION__", assets.version())
    source = source.replace('"__ASSETS__"', ", ".join(f'"{url}"' for url in kept))
    answer = Response(source, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
