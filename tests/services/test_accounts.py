from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, Person, SignInFailure, UserSession
from app.services import setup
from app.services.accounts import links, passwords, sessions, sign_in
from app.services.transaction import write
from tests import builders

pytestmark = pytest.mark.usefixtures("database", "set_clock")
GOOD = "seven green bicycles"
HERE = {"browser": "test", "address": "10.0.0.7", "installed": False}


@pytest.fixture
def alice():
    alice = builders.person("alice")
    links.use(links.make(alice.id, None), GOOD)
    return alice


def refused(work, *arguments, **named) -> str:
    with pytest.raises(RuleBroken) as refusal:
        work(*arguments, **named)
    return refusal.value.code


def test_the_right_password_starts_a_session(alice):
    token = sign_in.sign_in("Alice ", GOOD, **HERE)
    assert sessions.find(token).id == alice.id


def test_the_database_does_not_know_the_cookie(alice):
    token = sign_in.sign_in("alice", GOOD, **HERE)
    assert token not in str(db.session.scalars(select(UserSession.token_hash)).all())


@pytest.mark.parametrize("login", ["alice", "nobody", ""])
def test_a_wrong_password_and_an_unknown_login_answer_alike(alice, login):
    assert refused(sign_in.sign_in, login, "wrong", **HERE) == "sign_in_wrong"


def test_nobody_without_a_password_can_sign_in():
    builders.person("bob")
    for guess in ("", "bob", "x" * 200):
        assert refused(sign_in.sign_in, "bob", guess, **HERE) == "sign_in_wrong"


def test_guessing_is_slowed_down_and_the_owner_gets_in_later(alice, set_clock):
    for _ in range(5):
        refused(sign_in.sign_in, "alice", "wrong", **HERE)
    assert refused(sign_in.sign_in, "alice", GOOD, **HERE) == "sign_in_throttled"
    set_clock(clock.now() + timedelta(minutes=16))
    assert sign_in.sign_in("alice", GOOD, **HERE)


def test_a_thousand_guesses_in_a_minute_are_almost_all_refused_unread(alice, set_clock):
    read = 0
    for n in range(1000):
        set_clock(clock.now() + timedelta(milliseconds=60))
        read += refused(sign_in.sign_in, "alice", f"guess {n}", **HERE) == "sign_in_wrong"
    assert read <= 15


def test_guessing_over_many_logins_from_one_address_ends(alice):
    with write() as session:
        for n in range(199):
            session.add(SignInFailure(login=f"login{n}", address="10.0.0.7", at=clock.now()))
    assert refused(sign_in.sign_in, "login199", "wrong", **HERE) == "sign_in_wrong"
    assert refused(sign_in.sign_in, "login200", "wrong", **HERE) == "sign_in_throttled"


@pytest.mark.parametrize("weak", ["password", "12345678", "qwertyui", "alicealice", "woaini123"])
def test_common_passwords_are_refused(alice, weak):
    assert refused(passwords.check_strength, weak, alice) == "password_common"


def test_short_and_overlong_passwords_are_refused(alice):
    assert refused(passwords.check_strength, "x7!kQ", alice) == "password_short"
    assert refused(passwords.check_strength, "x7!kQ" * 40, alice) == "password_long"


def test_passwords_are_kept_as_argon2id(alice):
    assert alice.password_hash.startswith("$argon2id$")


def test_a_link_works_once():
    bob = builders.person("bob")
    token = links.make(bob.id, None)
    links.use(token, GOOD)
    assert refused(links.use, token, GOOD) == "link_over"


def test_a_link_ends_after_three_days_and_with_the_next_one(set_clock):
    bob = builders.person("bob")
    first = links.make(bob.id, None)
    second = links.make(bob.id, None)
    assert refused(links.find, first) == "link_over"
    set_clock(clock.now() + timedelta(days=3, seconds=1))
    assert refused(links.find, second) == "link_over"


def test_a_weak_password_leaves_the_link_alive():
    token = links.make(builders.person("bob").id, None)
    assert refused(links.use, token, "12345678") == "password_common"
    assert links.use(token, GOOD)


def test_a_new_password_ends_every_other_session(alice):
    here, there = (sign_in.sign_in("alice", GOOD, **HERE) for _ in range(2))
    mine = sessions.find(here).session_id
    links.change_password(alice.id, GOOD, "eight blue tricycles", session_id=mine)
    assert sessions.find(here) is not None
    assert sessions.find(there) is None


def test_changing_the_password_needs_the_old_one(alice):
    assert refused(links.change_password, alice.id, "x", GOOD, session_id=1) == "password_wrong"


def test_who_is_switched_off_is_out_at_the_next_request(alice):
    token = sign_in.sign_in("alice", GOOD, **HERE)
    with write():
        db.session.get(Person, alice.id).disabled_at = clock.now()
    assert sessions.find(token) is None
    assert refused(sign_in.sign_in, "alice", GOOD, **HERE) == "sign_in_wrong"


def test_a_session_ends_after_twelve_idle_hours_and_an_installed_phone_after_thirty_days(
    alice, set_clock
):
    desk = sign_in.sign_in("alice", GOOD, **HERE)
    phone = sign_in.sign_in("alice", GOOD, **{**HERE, "installed": True})
    set_clock(clock.now() + timedelta(hours=12, seconds=1))
    assert sessions.find(desk) is None
    assert sessions.find(phone) is not None


def test_use_moves_the_end_of_a_session_on(alice, set_clock):
    token = sign_in.sign_in("alice", GOOD, **HERE)
    for _ in range(3):
        set_clock(clock.now() + timedelta(hours=8))
        assert sessions.find(token) is not None


def test_one_ends_ones_own_sessions_and_nobody_elses(alice):
    token = sign_in.sign_in("alice", GOOD, **HERE)
    mine = sessions.find(token).session_id
    bob = builders.person("bob")
    assert refused(sessions.revoke, mine, bob.id) == "missing"
    sessions.revoke(mine, alice.id)
    assert sessions.find(token) is None


def test_signing_in_and_out_leaves_an_audit_row(alice):
    sessions.end(sign_in.sign_in("alice", GOOD, **HERE))
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions[-2:] == ["sign_in", "sign_out"]


def test_the_first_manager_is_made_once():
    assert setup.first_manager("Li", "李明")
    assert refused(setup.first_manager, "wang", "王芳") == "already_set_up"
    assert db.session.scalar(select(Person.login)) == "li"


def test_the_door_for_the_first_manager_opens_once_and_only_while_nobody_is_there():
    old, door = setup.open_door(), setup.open_door()
    assert refused(setup.through_door, old, "li", "李明") == "link_over"
    assert setup.through_door(door, "li", "李明")
    assert refused(setup.through_door, door, "wu", "吴") == "link_over"
