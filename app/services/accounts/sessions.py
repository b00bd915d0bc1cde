from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, RoleGrant, UserSession
from app.models.people import may_enter
from app.services import audit
from app.services.accounts import passwords
from app.services.accounts.tokens import hashed, new_token
from app.services.transaction import rows, write

IDLE = timedelta(hours=12)
INSTALLED = timedelta(days=30)
SEEN_EVERY = timedelta(hours=1)
CONFIRMED_FOR = timedelta(minutes=10)
BY_TOKEN = (
    select(
        *(Person.id, Person.login, Person.name, Person.language, Person.theme),
        *(Person.disabled_at, Person.left_on, RoleGrant.role),
        UserSession.id.label("session_id"),
        *(UserSession.confirmed_at, UserSession.last_seen_at),
        *(UserSession.ends_at, UserSession.revoked_at),
    )
    .join(Person, Person.id == UserSession.person_id)
    .outerjoin(RoleGrant, and_(RoleGrant.person_id == Person.id, RoleGrant.until.is_(None)))
    .where(UserSession.token_hash == bindparam("hash"))
    .order_by(RoleGrant.id)
)


@dataclass(frozen=True)
class SignedIn:
    """Whom a cookie stands for in this request."""

    id: int
    login: str
    name: str
    language: str
    theme: str
    roles: tuple[str, ...]
    session_id: int
    confirmed_at: datetime
    is_authenticated: bool = True


@dataclass(frozen=True)
class SessionView:
    id: int
    browser: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


def start(person: Person, *, browser: str, address: str, installed: bool) -> str:
    """Adds a session within the running transaction and returns the token for the cookie."""
    token, now = new_token(), clock.now()
    db.session.add(
        UserSession(
            token_hash=hashed(token),
            person_id=person.id,
            created_at=now,
            last_seen_at=now,
            confirmed_at=now,
            ends_at=now + (INSTALLED if installed else IDLE),
            browser=browser[:200],
            address=address[:200],
            installed=installed,
        )
    )
    return token


def find(token: str, *, counts: bool = True) -> SignedIn | None:
    """Who is signed in by a cookie, or None; a session's end moves on at most once an hour, and only
    with a request that counts as his (design: sessions)."""
    found = rows(BY_TOKEN, {"hash": hashed(token)}).all()
    now = clock.now()
    if not found or found[0].revoked_at or found[0].ends_at <= now:
        return None
    one = found[0]
    if not may_enter(one.disabled_at, one.left_on, clock.day_of(now)):
        return None
    if counts and now - one.last_seen_at >= SEEN_EVERY:
        seen(one.session_id)
    roles = tuple(row.role for row in found if row.role)
    who = (one.id, one.login, one.name, one.language, one.theme)
    return SignedIn(*who, roles, one.session_id, one.confirmed_at)


def seen(session_id: int) -> None:
    with write() as session:
        found, now = session.get_one(UserSession, session_id), clock.now()
        found.last_seen_at = now
        found.ends_at = now + (INSTALLED if found.installed else IDLE)


def list_of(person_id: int, current_id: int | None) -> list[SessionView]:
    query = (
        select(UserSession)
        .where(UserSession.person_id == person_id, UserSession.revoked_at.is_(None))
        .where(UserSession.ends_at > clock.now())
        .order_by(UserSession.last_seen_at.desc())
    )
    return [
        SessionView(s.id, s.browser, s.address, s.created_at, s.last_seen_at, s.id == current_id)
        for s in db.session.scalars(query)
    ]


def revoke(session_id: int, person_id: int) -> None:
    """Ends one of the person's own sessions at once. Raises RuleBroken("missing") for others."""
    with write() as session:
        found = session.get(UserSession, session_id)
        if found is None or found.person_id != person_id:
            raise RuleBroken("missing")
        found.revoked_at = found.revoked_at or clock.now()
        audit.note("session_revoked", f"person:{person_id}", person_id, session=session_id)


def revoke_all(person_id: int, *, but: int | None = None) -> None:
    """Ends all sessions of a person within the running transaction, save the one named."""
    ended = update(UserSession).where(
        UserSession.person_id == person_id, UserSession.revoked_at.is_(None)
    )
    if but is not None:
        ended = ended.where(UserSession.id != but)
    db.session.execute(ended.values(revoked_at=clock.now()))


def confirm(session_id: int, password: str) -> None:
    """Notes that the person at this session has just given the password again.

    Raises RuleBroken("sign_in_wrong").
    """
    found = db.session.get_one(UserSession, session_id)
    if not passwords.matches(found.person, password):
        raise RuleBroken("sign_in_wrong")
    with write() as session:
        session.get_one(UserSession, session_id).confirmed_at = clock.now()


def end(token: str) -> None:
    """Signing out: the session is dead for every copy of its cookie."""
    with write() as session:
        found = session.scalar(select(UserSession).where(UserSession.token_hash == hashed(token)))
        if found is not None and found.revoked_at is None:
            found.revoked_at = clock.now()
            audit.note("sign_out", f"person:{found.person_id}", found.person_id)
