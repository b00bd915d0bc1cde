"""Files under static/, served under one hash of the whole tree: /static/<version>/js/app.js.

Modules import each other by relative path, so one hash for all is enough and nothing is built.
"""

import gzip
import hashlib
import os
import re
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath, splitext

import brotli
from flask import Blueprint, Flask, Response, abort, current_app, request, send_from_directory

from app.config import ROOT
from app.http.access import public
from app.http.shortening import shortened

SOURCE = ROOT / "static"
KEPT_DAYS = 30
COMPRESSED = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
CODINGS = {"br": ".br", "gzip": ".gz"}
YEAR = 31536000
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+\.js)["']""")

blueprint = Blueprint("assets", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(asset=url, assets_of=urls_of, asset_version=version)
    if not app.testing:
        publish(app.config["INSTANCE"] / "assets")


@cache
def files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SOURCE.rglob("*") if path.is_file()))


@cache
def version() -> str:
    digest = hashlib.sha256()
    for path in files():
        digest.update(path.relative_to(SOURCE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def url(name: str) -> str:
    return f"/static/{version()}/{name}"


@cache
def urls_of(root: str) -> list[str]:
    """Where a module and all that it imports are."""
    return [url(name) for name in sorted(with_imports(root))]


def with_imports(*roots: str) -> set[str]:
    """The modules with all that they import, at once or later."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            text = (SOURCE / name).read_text()
            waiting += [normpath(f"{dirname(name)}/{other}") for other in IMPORTED.findall(text)]
    return found


def publish(shelf: Path) -> None:
    """Keeps a copy of this version beside those of the last 30 days, for pages still open."""
    shelf.mkdir(parents=True, exist_ok=True)
    here = shelf / version()
    if not here.exists():
        copy_to(here)
    os.utime(here)
    for old in shelf.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_DAYS * 86400:
            shutil.rmtree(old, ignore_errors=True)


def copy_to(here: Path) -> None:
    draft = Path(tempfile.mkdtemp(dir=here.parent))
    shutil.copytree(SOURCE, draft, dirs_exist_ok=True)
    for path in draft.rglob("*"):
        if path.suffix in COMPRESSED:
            plain = spoken(path)
            path.write_bytes(plain)
            Path(f"{path}.gz").write_bytes(gzip.compress(plain, 9, mtime=0))
            Path(f"{path}.br").write_bytes(brotli.compress(plain, mode=brotli.MODE_TEXT))
    draft.chmod(0o755)
    try:
        draft.rename(here)
    except OSError:
        shutil.rmtree(draft)


def spoken(path: Path) -> bytes:
    """What goes over the air of a file."""
    text = path.read_bytes()
    ours = path.suffix == ".js" and not path.name.endswith(".min.js")
    return shortened(text.decode()).encode() if ours else text


@blueprint.get("/static/<wanted>/<path:name>", endpoint="show")
@public
def show(wanted: str, name: str) -> Response:
    folder = folder_of(wanted)
    coding = next((c for c in CODINGS if accepted(c) and packed(folder, name, c).is_file()), None)
    kind = COMPRESSED.get(splitext(name)[1])
    answer = send_from_directory(folder, name + CODINGS.get(coding or "", ""), mimetype=kind)
    if coding:
        answer.headers["Content-Encoding"] = coding
    answer.vary.add("Accept-Encoding")
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def accepted(coding: str) -> bool:
    return request.accept_encodings.quality(coding) > 0


def packed(folder: Path, name: str, coding: str) -> Path:
    return folder / f"{name}{CODINGS[coding]}"


def folder_of(wanted: str) -> Path:
    kept = current_app.config["INSTANCE"] / "assets" / wanted
    if not wanted.isalnum():
        abort(404)
    if kept.is_dir():
        return kept
    if wanted != version():
        abort(404)
    return SOURCE
