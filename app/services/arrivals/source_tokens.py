"""Tokens by which advertising platforms bring in leads, one source each (rules.md §2.2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Arrival, Person, Source, SourceToken
from app.services import audit
from app.services.accounts.tokens import hashed, new_token
from app.services.imports import lead_store
from app.services.transaction import write

MAKER, REVOKER = aliased(Person), aliased(Person)


@dataclass(frozen=True)
class Holder:
    """Whose token it is: its own number, and the source that it brings leads of."""

    id: int
    source_id: int
    source: str


@dataclass(frozen=True)
class Listed:
    """A token as its page shows it: for what, by whom, how often used, and whether it still works."""

    id: int
    source: str
    platform: str
    made_at: datetime
    made_by: str
    last_used_at: datetime | None
    revoked_at: datetime | None
    revoked_by: str | None
    leads: int = 0


def make(source: str, platform: str, by_id: int) -> tuple[int, str]:
    """A new token for a source, which is made when nobody has named it before; returns its number
    and, this once, the token. Raises RuleBroken("source_missing") for a blank name."""
    if not source:
        raise RuleBroken("source_missing")
    with write() as session:
        token = new_token()
        made = SourceToken(
            source_id=lead_store.source_ids([source])[source],
            platform=platform,
            token_hash=hashed(token),
            made_at=clock.now(),
            made_by_id=by_id,
        )
        session.add(made)
        session.flush()
        audit.note("source_token_made", f"source_token:{made.id}", by_id, source=source)
        return made.id, token


def revoke(token_id: int, by_id: int) -> None:
    """Ends a token at once, for good; an ended one stays as it is. Raises RuleBroken("missing")."""
    with write() as session:
        found = session.get(SourceToken, token_id, with_for_update=True)
        if found is None:
            raise RuleBroken("missing")
        if found.revoked_at is None:
            found.revoked_at, found.revoked_by_id = clock.now(), by_id
            audit.note("source_token_revoked", f"source_token:{token_id}", by_id)


def holder(token: str) -> Holder:
    """Whose token this is. Raises RuleBroken("source_token_unknown"), of a revoked one too."""
    query = (
        select(SourceToken.id, SourceToken.source_id, Source.name)
        .join(Source, Source.id == SourceToken.source_id)
        .where(SourceToken.token_hash == hashed(token), SourceToken.revoked_at.is_(None))
    )
    found = db.session.execute(query).one_or_none()
    if found is None:
        raise RuleBroken("source_token_unknown")
    return Holder(*found)


def use(token_id: int) -> None:
    """Notes within the running `write()` that a token is used; nobody revokes it meanwhile.

    Raises RuleBroken("source_token_unknown") when it has been revoked since it was looked at.
    """
    found = db.session.get_one(SourceToken, token_id, with_for_update=True)
    if found.revoked_at is not None:
        raise RuleBroken("source_token_unknown")
    found.last_used_at = clock.now()


def listed() -> list[Listed]:
    """Every token ever made, those that work first, the newest on top."""
    brought = select(Arrival.token_id, func.count().label("n")).group_by(Arrival.token_id)
    arrived = brought.subquery()
    query = (
        select(SourceToken.id, Source.name, SourceToken.platform, SourceToken.made_at)
        .add_columns(MAKER.name, SourceToken.last_used_at, SourceToken.revoked_at, REVOKER.name)
        .add_columns(func.coalesce(arrived.c.n, 0))
        .join(Source, Source.id == SourceToken.source_id)
        .join(MAKER, MAKER.id == SourceToken.made_by_id)
        .outerjoin(REVOKER, REVOKER.id == SourceToken.revoked_by_id)
        .outerjoin(arrived, arrived.c.token_id == SourceToken.id)
        .order_by(SourceToken.revoked_at.is_not(None), SourceToken.id.desc())
    )
    return [Listed(*row) for row in db.session.execute(query)]


def one(token_id: int) -> Listed:
    """Raises RuleBroken("missing")."""
    found = next((token for token in listed() if token.id == token_id), None)
    if found is None:
        raise RuleBroken("missing")
    return found


def sources() -> list[str]:
    """The names of all sources there are, for choosing."""
    return list(db.session.scalars(select(Source.name).order_by(Source.name)))
