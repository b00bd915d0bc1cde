from datetime import timedelta

from sqlalchemy import select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import OneTimeLink, Person
from app.services import audit
from app.services.accounts import passwords, sessions
from app.services.accounts.tokens import hashed, new_token
from app.services.transaction import rows, write

LASTS = timedelta(days=3)


def make(person_id: int, actor_id: int | None) -> str:
    """A new one-time link token for choosing a password; earlier ones of the person end.

    Raises RuleBroken("gone_already") for an account that is switched off.
    """
    with write() as session:
        if not session.get_one(Person, person_id).is_active:
            raise RuleBroken("gone_already")
        now, token = clock.now(), new_token()
        older = update(OneTimeLink).where(
            OneTimeLink.person_id == person_id, OneTimeLink.used_at.is_(None)
        )
        session.execute(older.values(used_at=now))
        session.add(
            OneTimeLink(
                token_hash=hashed(token),
                person_id=person_id,
                made_at=now,
                made_by_id=actor_id,
                ends_at=now + LASTS,
            )
        )
        audit.note("link_made", f"person:{person_id}", actor_id)
        return token


def find(token: str) -> OneTimeLink:
    """The live link of a token. Raises RuleBroken("link_over") when used, old or unknown."""
    link = db.session.scalar(select(OneTimeLink).where(OneTimeLink.token_hash == hashed(token)))
    if link is None or link.used_at or link.ends_at <= clock.now() or not link.person.is_active:
        raise RuleBroken("link_over")
    return link


def use(token: str, password: str) -> Person:
    """Sets the password by a one-time link, once, and ends the person's other sessions."""
    with write():
        link = find(token)
        spend(link)
        passwords.set_password(link.person, password)
        sessions.revoke_all(link.person_id)
        audit.note("password_set", f"person:{link.person_id}", link.person_id)
        return link.person


def spend(link: OneTimeLink) -> None:
    """Of two that use a link at the same moment one finds it used (design: races)."""
    unused = update(OneTimeLink).where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
    if not rows(unused.values(used_at=clock.now())).rowcount:
        raise RuleBroken("link_over")


def change_password(person_id: int, old: str, new: str, *, session_id: int) -> None:
    """Changes one's own password; every other session of the person ends.

    Raises RuleBroken("password_wrong") or what `check_strength` refuses.
    """
    with write() as session:
        person = session.get_one(Person, person_id)
        if not passwords.matches(person, old):
            raise RuleBroken("password_wrong")
        passwords.set_password(person, new)
        sessions.revoke_all(person_id, but=session_id)
        audit.note("password_changed", f"person:{person_id}", person_id)
