import pytest

from app.http import next_page
from app.services.accounts import links
from tests import builders

GOOD = "seven green bicycles"


@pytest.fixture
def alice(client):
    alice = builders.person("alice")
    links.use(links.make(alice.id, None), GOOD)
    return alice


def sign_in(client, password=GOOD, **query):
    return client.post(
        "/sign-in", data={"login": "alice", "password": password}, query_string=query
    )


def test_signing_in_leads_to_where_one_was_going(client, alice):
    assert sign_in(client, next="/me").location == "/me"
    assert client.get("/me").status_code == 200


def test_a_wrong_password_keeps_the_login_and_says_so(client, alice):
    answer = sign_in(client, "wrong")
    assert answer.status_code == 422
    assert 'value="alice"' in answer.text
    assert "账号或密码不对" in answer.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, alice):
    cookie = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    secure = client.post(
        "/sign-in", data={"login": "alice", "password": GOOD}, base_url="https://localhost"
    )
    assert "Secure" in secure.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "",
        None,
        "/a\nb",
    ],
)
def test_nobody_is_sent_to_another_site(target):
    assert next_page.safe(target) == "/"


def test_a_link_lets_its_person_choose_a_password(client):
    bob = builders.person("bob")
    path = f"/links/{links.make(bob.id, None)}"
    assert "Bob" in client.get(path).text
    differing = client.post(path, data={"password": GOOD, "again": "other"})
    assert differing.status_code == 422
    done = client.post(path, data={"password": GOOD, "again": GOOD})
    assert done.status_code == 303
    assert client.get(path).status_code == 409
    assert client.get("/me").status_code == 200


def test_a_link_signs_nobody_else_out(client, alice):
    sign_in(client)
    path = f"/links/{links.make(builders.person('bob').id, None)}"
    client.post(path, data={"password": GOOD, "again": GOOD})
    assert "Alice" in client.get("/me").text


def test_the_language_of_a_person_is_kept(client, alice):
    sign_in(client)
    client.post("/me", data={"language": "en", "theme": "dark"})
    page = client.get("/me").text
    assert '<html lang="en" data-theme="dark">' in page


def test_a_session_of_ones_own_is_ended_from_the_page(client, alice):
    sign_in(client)
    page = client.get("/me").text
    assert "这台设备" in page
    assert client.post("/me/sessions/999/revocation").status_code == 404
