from base64 import b64decode

import pytest
from sqlalchemy import text

from app import config
from app.extensions import db, vault
from tests import builders


@pytest.fixture
def alice(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    return alice


def key(client) -> bytes:
    return b64decode(client.get("/sheet/key").json["key"])


def test_a_rep_gets_256_bits_for_himself_that_no_cache_keeps(client, alice):
    answer = client.get("/sheet/key")
    assert (answer.json["proto"], answer.json["user"], len(key(client))) == (1, alice.id, 32)
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_the_same_after_signing_in_again_and_another_for_another(client, alice):
    first = key(client)
    client.sign_in(alice)
    assert key(client) == first
    client.sign_in(builders.person("bob"))
    assert key(client) != first


def test_who_gets_the_number_of_somebody_before_a_restore_gets_another_key(client, alice):
    first = key(client)
    db.session.execute(text("UPDATE person SET created_at = '2020-01-01 00:00:00'"))
    db.session.commit()
    assert key(client) != first


def test_the_database_alone_gives_no_key_away(client, alice, monkeypatch):
    first = key(client)
    monkeypatch.setattr(vault, "sheet_key", b"of another machine")
    assert key(client) != first


def test_the_page_brings_it_along_and_its_shell_does_not(client, alice):
    """A first tap must not wait for another request (sync.md: saving waits for no network)."""
    said = client.get("/sheet/key").json["key"]
    assert f'data-key="{said}"' in client.get("/today").text
    assert "data-key" not in client.get("/today/shell").text


def test_a_stranger_is_told_401_in_the_scripts_own_form(client, database):
    answer = client.get("/sheet/key")
    assert (answer.status_code, answer.json) == (401, {"proto": 1, "error": "sign_in"})


def test_who_has_no_sheet_gets_a_key_too_for_he_sits_exams_and_writes_notes(client, database):
    finn = builders.person("finn", "finance")
    client.sign_in(finn)
    assert client.get("/sheet/key").json["user"] == finn.id


def test_a_machine_key_is_made_once_and_is_its_owners_alone(tmp_path):
    made = config.kept_key(tmp_path, "sheet")
    assert len(made) == 64 and config.kept_key(tmp_path, "sheet") == made
    [file] = (tmp_path / "keys").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
