from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

from app.http import assets
from app.http.access import public

blueprint = Blueprint("worker", __name__)
KEPT = (".js", ".css", ".svg", ".json")


@blueprint.get("/service-worker.js")
@public
def show() -> ResponseReturnValue:
    """The service worker of this version, or the one that ends all others (sync.md)."""
    source = (assets.SOURCE / "service-worker.js").read_text()
    source = filled(source) if current_app.config["SERVICE_WORKER"] else switched_off(source)
    answer = Response(source, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def filled(source: str) -> str:
    """With the version, and the list of what it keeps for starting offline."""
    names = [path.relative_to(assets.SOURCE).as_posix() for path in assets.files()]
    kept = [assets.url(n) for n in names if n.endswith(KEPT) and n != "service-worker.js"]
    source = source.replace("__VERSION__", assets.version())
    return source.replace('"__ASSETS__"', ", ".join(f'"{url}"' for url in kept))


def switched_off(source: str) -> str:
    lines = [line for line in source.splitlines() if not line.startswith("import ")]
    return "\n".join(lines).replace("__VERSION__", "off")
