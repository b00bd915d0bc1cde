from functools import cache

import brotli
from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from app.http import assets
from app.http.access import public
from app.http.shortening import shortened

blueprint = Blueprint("worker", __name__)
SCRIPTS = ("js/app.js", "js/today/page.js", "js/sync/background.js")
KEPT = (".css", ".svg", ".json")


@blueprint.get("/service-worker.js")
@public
def show() -> ResponseReturnValue:
    """The service worker of this version, or the one that ends all others (sync.md)."""
    source = (assets.SOURCE / "service-worker.js").read_text()
    source = without_imports(source) if "classic" in request.args else source
    source = filled(source) if current_app.config["SERVICE_WORKER"] else switched_off(source)
    answer = Response(shortened(source), mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    answer.vary.add("Accept-Encoding")
    if "br" in request.accept_encodings:
        answer.set_data(packed(answer.get_data()))
        answer.headers["Content-Encoding"] = "br"
    return answer


@cache
def packed(source: bytes) -> bytes:
    """As small as can be: every phone loads it, and it stays the same for long."""
    return brotli.compress(source, mode=brotli.MODE_TEXT)


def filled(source: str) -> str:
    """With the version, and the list of what it keeps for starting the sheet offline."""
    source = source.replace("__VERSION__", assets.version())
    return source.replace('"__ASSETS__"', ", ".join(f'"{name}"' for name in kept()))


@cache
def kept() -> list[str]:
    names = {path.relative_to(assets.SOURCE).as_posix() for path in assets.files()}
    return sorted({n for n in names if n.endswith(KEPT)} | assets.with_imports(*SCRIPTS))


def switched_off(source: str) -> str:
    return without_imports(source).replace("__VERSION__", "off")


def without_imports(source: str) -> str:
    """For a browser whose workers are no modules."""
    return "\n".join(line for line in source.splitlines() if not line.startswith("import "))
