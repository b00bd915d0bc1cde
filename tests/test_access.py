"""Every route × method × role: who may not is refused, and nothing is let in by forgetting."""

import re

import pytest
from flask import Flask

from app.http.access import policy_of
from app.rules.people import permissions
from app.rules.people.permissions import ROLES
from tests import builders

OUTSIDE = (401, 303)


def rules_of(app: Flask):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "assets.show"]


def requests_of(app: Flask):
    for rule in rules_of(app):
        path = re.sub(r"<int[^>]*>", "999999", rule.rule)
        path = re.sub(r"<[^>]+>", "nothing", path)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, path


def send(client, method: str, path: str):
    return client.open(path, method=method, data={} if method == "POST" else None)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_what_its_grants_say_and_nothing_else(app, client, role):
    client.sign_in(builders.person("alice", role))
    for endpoint, method, path in requests_of(app):
        with app.app_context():
            policy = policy_of(endpoint)
        if policy.resource is None or endpoint == "sign_ins.delete":
            continue
        status = send(client, method, path).status_code
        if permissions.may([role], policy.resource, policy.action):
            assert status not in (401, 403, 500), (endpoint, method, status)
        else:
            assert status == 403, (endpoint, method, status)


def test_a_stranger_gets_nothing_but_the_public_pages(app, client):
    for endpoint, method, path in requests_of(app):
        with app.app_context():
            policy = policy_of(endpoint)
        status = send(client, method, path).status_code
        if policy.by_token:
            assert status == 401, endpoint
        elif policy.resource is None:
            assert status not in (401, 403, 500), endpoint
        else:
            assert status in OUTSIDE, (endpoint, method, status)


def test_a_view_without_a_policy_answers_nobody(app, client):
    view = app.view_functions["account.show"]
    app.view_functions["account.show"] = lambda: "forgotten"
    try:
        assert client.sign_in(builders.person("alice", "manager")).get("/me").status_code == 403
    finally:
        app.view_functions["account.show"] = view


HOSTILE = [
    {"HTTP_SEC_FETCH_SITE": "cross-site"},
    {"HTTP_SEC_FETCH_SITE": "same-site"},
    {"HTTP_SEC_FETCH_SITE": None, "HTTP_ORIGIN": "https://evil.example"},
    {"HTTP_SEC_FETCH_SITE": None, "HTTP_ORIGIN": "null"},
    {"HTTP_SEC_FETCH_SITE": None, "HTTP_ORIGIN": "http://[localhost"},
    {"HTTP_SEC_FETCH_SITE": None, "HTTP_ORIGIN": "", "HTTP_HOST": ""},
    {"HTTP_SEC_FETCH_SITE": None},
]


@pytest.mark.parametrize("headers", HOSTILE)
def test_another_site_cannot_write_with_a_signed_in_browser(app, client, headers):
    client.sign_in(builders.person("alice", "manager", "rep"))
    client.get("/me")
    for name, value in headers.items():
        client.environ_base[name] = value
        if value is None:
            client.environ_base.pop(name)
    client.sends_origin = False
    for endpoint, method, path in requests_of(app):
        with app.app_context():
            refused = 401 if policy_of(endpoint).by_token else 403
        if method == "POST":
            assert send(client, method, path).status_code == refused, path


def test_where_a_token_lets_in_no_cookie_does(app, client):
    """Nor may anything else be let in that way by and by."""
    client.sign_in(builders.person("alice", *ROLES))
    with app.app_context():
        by_token = [one for one in requests_of(app) if policy_of(one[0]).by_token]
    assert [endpoint for endpoint, _, _ in by_token] == ["api_leads.create"]
    for _, method, path in by_token:
        assert send(client, method, path).status_code == 401, path


def test_the_browsers_own_site_may_write_over_plain_http_by_its_origin(client):
    client.sign_in(builders.person("alice"))
    client.sends_origin = False
    client.environ_base["HTTP_ORIGIN"] = "http://localhost"
    assert client.post("/sign-out").status_code == 303


def test_every_signed_in_answer_is_kept_by_nobody_and_guarded(app, client):
    client.sign_in(builders.person("alice", *ROLES))
    for _, method, path in requests_of(app):
        if method != "GET":
            continue
        headers = client.get(path).headers
        if path not in ("/service-worker.js", "/manifest.webmanifest"):
            assert headers["Cache-Control"] == "no-store", path
        assert "'unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_cookie_copied_before_signing_out_is_dead_afterwards(app, client):
    client.sign_in(builders.person("alice"))
    copied = client.get_cookie("lianxian").value
    client.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("lianxian", copied)
    assert thief.get("/me").status_code == 303
