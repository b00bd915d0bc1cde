from flask import Flask, abort, request

from app.http import access, addresses

SAFE = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask) -> None:
    app.before_request(refuse_cross_site)


def refuse_cross_site() -> None:
    """Other sites cannot make a signed-in browser write (design: safety).

    Browsers say where a request comes from in Sec-Fetch-Site; over plain HTTP they send only
    Origin. Nothing is stored with the form, so a record that waited for days is still accepted.
    Where a token lets in and no cookie counts, there is nothing that another site could borrow.
    """
    if request.method in SAFE or access.takes_token():
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        allowed = site in ("same-origin", "none")
    else:
        host = addresses.claimed(request.headers.get("Origin", "")).netloc
        allowed = host != "" and host == request.host
    if not allowed:
        abort(403)
