"""An answer that signs somebody in: the cookie of his session goes with it."""

from flask import redirect, request
from werkzeug import Response

from app.http.access import COOKIE
from app.services.accounts import sessions


def signed_in(token: str, target: str) -> Response:
    answer = redirect(target, 303)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=sessions.INSTALLED,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return answer


def device() -> dict[str, str]:
    """What a session says of the device that it was begun on."""
    return {"browser": request.user_agent.string, "address": request.remote_addr or ""}
