from urllib.parse import parse_qsl, urlencode

from flask import Flask, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.errors import RuleBroken
from app.extensions import db
from app.http import access, addresses, fragments, words

PAGES = (400, 403, 404, 405, 409, 413, 429, 500)
MOST_KEPT, LONGEST_KEPT, LONGEST_LIST = 5, 200, 2_000


def init_app(app: Flask) -> None:
    app.register_error_handler(RuleBroken, refuse)
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(500, show)


def refuse(refusal: RuleBroken) -> ResponseReturnValue:
    """A rule said no: its sentence as a flash beside what the user was doing, nothing lost."""
    db.session.rollback()
    if refusal.code == "missing":
        return show(HTTPException())
    if refusal.code == "password_again":
        return ask_password_again()
    sentence = words.say(refusal.code, refusal.params)
    if fragments.wanted():
        return fragments.flash_fragment(sentence, "refused", 409)
    if request.is_json or access.is_script():
        return jsonify(error=refusal.code, message=sentence), 409
    back = came_from()
    if back is None:
        return render_template("errors/show.html", code=409, sentence=sentence), 409
    flash(sentence, "refused")
    return redirect(back, 303)


def ask_password_again() -> ResponseReturnValue:
    """Leads back to the form that was asked for, or to the page that sent one."""
    back = request.full_path.rstrip("?") if request.method == "GET" else came_from()
    url = url_for("confirmations.new", next=with_kept(back) if back else "/")
    if fragments.wanted():
        return "", 409, {"HX-Redirect": url}
    return redirect(url, 303)


def with_kept(back: str) -> str:
    """What was typed into the fields that a form names under `keep` is there again afterwards; of
    many that are ticked the values with dots between them, as far as an address may be long."""
    names = request.form.getlist("keep")[:MOST_KEPT]
    typed = {name: [one[:LONGEST_KEPT] for one in request.form.getlist(name)] for name in names}
    said = {name: ".".join(some)[:LONGEST_LIST] for name, some in typed.items() if any(some)}
    path, _mark, query = back.partition("?")
    asked = {**dict(parse_qsl(query)), **said}
    return f"{path}?{urlencode(asked)}" if said else back


def came_from() -> str | None:
    """The path of the page of this site that sent the form, if any."""
    parts = addresses.claimed(request.headers.get("Referer", ""))
    if parts.netloc != request.host or parts.path == request.path:
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def show(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 404
    db.session.rollback()
    if request.is_json or access.is_script():
        return jsonify(error=code), code
    if code not in PAGES:
        return error
    g.failed = True
    sentence = words.say(f"http_{code}", {})
    if fragments.wanted():
        return fragments.flash_fragment(sentence, "refused", code)
    return render_template("errors/show.html", code=code, sentence=sentence), code
