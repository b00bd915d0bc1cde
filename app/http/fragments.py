"""The one place that knows htmx: a page or its fragment, done or refused (design: layout)."""

from flask import Flask, Response, flash, make_response, redirect, render_template, request


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(is_fragment=wanted)


def wanted() -> bool:
    """Whether htmx asked; going back in history asks for the whole page again."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get(
        "HX-History-Restore-Request"
    )


def page_or(fragment: str, page: str, /, **context: object) -> str:
    return render_template(fragment if wanted() else page, **context)


def done(url: str, message: str = "", *, event: str | None = None) -> Response:
    """After a write: a redirect to `url`; with an `event` htmx stays and gets the message alone."""
    if not wanted():
        if message:
            flash(message, "done")
        return make_response(redirect(url, 303))
    if event is None:
        if message:
            flash(message, "done")
        return Response(headers={"HX-Redirect": url})
    answer = flash_fragment(message, "done")
    answer.headers["HX-Trigger"] = event
    return answer


def flash_fragment(message: str, category: str, status: int = 200) -> Response:
    html = render_template("shared/_flash.html", messages=[(category, message)])
    answer = make_response(html, status)
    answer.headers["HX-Retarget"] = "#flash"
    answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def at(html: str, address: str) -> Response:
    """A page whose address, where htmx asked for it, is to be another than the one asked for."""
    answer = make_response(html)
    if wanted():
        answer.headers["HX-Push-Url"] = address
    return answer
