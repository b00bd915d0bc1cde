"""Deny by default: a view without a policy answers nobody (design: safety)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, Request, Response, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.extensions import login_manager
from app.rules.people import permissions
from app.rules.people.permissions import READ, WRITE
from app.services.accounts import sessions
from app.services.accounts.sessions import SignedIn

COOKIE = "lianxian"
POLLS = ("/arrivals",)  # a page left open asks by itself: that keeps nobody signed in
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


@dataclass(frozen=True)
class Policy:
    resource: str | None
    action: str
    password_again: bool = False
    by_token: bool = False


PUBLIC = Policy(None, READ)
BY_TOKEN = Policy(None, WRITE, by_token=True)


def public(view: View) -> View:
    view.policy = PUBLIC  # type: ignore[attr-defined]
    return view


def by_token(view: View) -> View:
    """For machines: the view itself lets in by a token in the request, and no cookie counts."""
    view.policy = BY_TOKEN  # type: ignore[attr-defined]
    return view


def reads(resource: str) -> Callable[[View], View]:
    return marked(Policy(resource, READ))


def writes(resource: str, *, password_again: bool = False) -> Callable[[View], View]:
    return marked(Policy(resource, WRITE, password_again))


def marked(policy: Policy) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.policy = policy  # type: ignore[attr-defined]
        return view

    return mark


def policy_of(endpoint: str) -> Policy | None:
    return getattr(current_app.view_functions[endpoint], "policy", None)


def takes_token() -> bool:
    """Whether this request is for a view that a token lets in."""
    policy = policy_of(request.endpoint) if request.endpoint else None
    return policy is not None and policy.by_token


def init_app(app: Flask) -> None:
    login_manager.request_loader(load)
    app.before_request(guard)


def load(_request: Request) -> SignedIn | None:
    token = request.cookies.get(COOKIE)
    return sessions.find(token, counts=request.path not in POLLS) if token else None


def guard() -> ResponseReturnValue | None:
    """Lets a request through only where the view's policy allows this person that."""
    if request.routing_exception is not None:
        return None
    policy = policy_of(request.endpoint or "")
    if policy is None:
        abort(403)
    if policy.resource is None:
        return None
    if not current_user.is_authenticated:
        return sign_in_first()
    check(policy)
    return None


def check(policy: Policy) -> None:
    if not permissions.may(current_user.roles, policy.resource or "", policy.action):
        abort(403)
    too_old = clock.now() - sessions.CONFIRMED_FOR
    if policy.password_again and current_user.confirmed_at < too_old:
        raise RuleBroken("password_again")


def sign_in_first() -> ResponseReturnValue:
    """A page leads to the sign-in page and back; anything else is told 401 in its own form."""
    if is_script():
        return {"proto": 1, "error": "sign_in"}, 401
    accepts, by_htmx = request.accept_mimetypes, bool(request.headers.get("HX-Request"))
    if request.method == "GET" and (accepts.accept_html or not accepts) and not by_htmx:
        return redirect(url_for("sign_ins.new", next=request.full_path.rstrip("?")), 303)
    answer = Response(status=401)
    if by_htmx:
        answer.headers["HX-Redirect"] = url_for("sign_ins.new")
    return answer


def is_script() -> bool:
    """What the script of the sheet asks for itself; it must tell our 401 from a stranger's (sync.md).
    So must what machines ask."""
    ours = ("/arrivals", "/callers", "/sheet", "/sheet/key", "/sync")
    return request.path in ours or request.path.startswith("/api/")


def reach(resource: str, action: str = READ) -> str:
    """How far the signed-in person may go on a resource; refuses who may not at all."""
    found = permissions.reach(current_user.roles, resource, action)
    if found is None:
        abort(403)
    return found


def can(resource: str, action: str = READ) -> bool:
    return current_user.is_authenticated and permissions.may(current_user.roles, resource, action)
