"""The browser's own cookie: it outlives a wiped store, so lost records are noticed (sync.md)."""

from flask import Response, request

from app.services.accounts.tokens import hashed, new_token

COOKIE = "lianxian_browser"
YEAR = 365 * 24 * 3600


def browser_hash() -> str | None:
    token = request.cookies.get(COOKIE)
    return hashed(token) if token else None


def remembered(answer: Response) -> Response:
    if COOKIE not in request.cookies:
        answer.set_cookie(
            COOKIE,
            new_token(),
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
    return answer
