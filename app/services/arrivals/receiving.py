"""A precise lead comes in singly: stored once, handed out at once (rules.md §2.2)."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db, vault
from app.models import Arrival, Lead
from app.models.allocation import ARRIVAL
from app.models.arrivals import DO_NOT_CALL, DUPLICATE, HANDED_OUT, WAITING
from app.rules.imports import platforms
from app.rules.imports.leads import LeadRow
from app.rules.imports.platforms import Sent
from app.rules.leads.arrivals import goes_out_at_once
from app.services import settings
from app.services.arrivals import source_tokens
from app.services.arrivals.source_tokens import Holder
from app.services.hand_outs import runs
from app.services.imports import lead_store
from app.services.imports.importer import Run
from app.services.imports.leads import Batch
from app.services.leads import do_not_call
from app.services.people import working_days
from app.services.transaction import write

TRIES = 3
HOURS = ("allocation.run_at", "allocation.arrivals_until")


@dataclass(frozen=True)
class Answer:
    """What became of what a platform sent, under its own number; `again` when that was known."""

    id: str
    state: str
    again: bool


def receive(holder: Holder, payload: object) -> Answer:
    """Takes in a precise lead from a platform, in one transaction, once for each of its numbers.

    The same thing again has the same answer and changes nothing. A known telephone number is a
    duplicate that adds what is new, as in an import; one on the do-not-call list makes no lead; else
    the lead goes out at once in the hours for that, within the entitlements, or waits. Raises what
    `platforms.read` does, RuleBroken("platform_id_taken") for other content under a known number,
    and ("source_token_unknown") for a token revoked meanwhile (rules.md §2, §2.2).
    """
    sent = platforms.read(payload, source=holder.source, today=clock.today())
    for _ in range(TRIES):
        try:
            return receive_once(holder, sent)
        except IntegrityError as error:  # two at once: the other one is there now
            lost = error
    raise lost


def receive_once(holder: Holder, sent: Sent) -> Answer:
    with write() as session:
        source_tokens.use(holder.id)
        earlier = session.scalar(
            select(Arrival).filter_by(source_id=holder.source_id, platform_id=sent.id)
        )
        if earlier is not None:
            return answer_again(earlier, sent)
        state, lead_id = take(sent.row)
        session.add(
            Arrival(
                token_id=holder.id,
                source_id=holder.source_id,
                platform_id=sent.id,
                content_hash=content_hash(sent.row),
                state=state,
                lead_id=lead_id,
                received_at=clock.now(),
            )
        )
        return Answer(sent.id, state, again=False)


def answer_again(earlier: Arrival, sent: Sent) -> Answer:
    if earlier.content_hash != content_hash(sent.row):
        raise RuleBroken("platform_id_taken", id=sent.id)
    return Answer(sent.id, earlier.state, again=True)


def content_hash(row: LeadRow) -> str:
    """Keyed, so that nobody finds a telephone number by trying when the lead is erased."""
    content = json.dumps([row.numbers, dict(row.texts), row.note], sort_keys=True)
    return hmac.new(vault.do_not_call_key, content.encode(), hashlib.sha256).hexdigest()


def take(row: LeadRow) -> tuple[str, int | None]:
    """What becomes of a lead, and its number if there is one; within the running `write()`."""
    numbers, now = row.numbers, clock.now()
    listed = do_not_call.listed(numbers)
    if listed:
        return DO_NOT_CALL, None
    batch = Batch(listed, lead_store.known(numbers, lock=True), {})
    batch.take((1, []), row)
    lead_store.store(Run(None, None, now), batch.made, batch.grown)
    lead_id = batch.known[numbers[0]].id
    if not batch.made or lead_id is None:
        return DUPLICATE, lead_id
    return (HANDED_OUT if handed_out(lead_id, now) else WAITING), lead_id


def handed_out(lead_id: int, now: datetime) -> bool:
    """Hands a lead that has just come in to somebody entitled, in the hours for that."""
    day = clock.day_of(now)
    chosen = settings.values(HOURS, day)
    if not goes_out_at_once(now, working_days.around(day), chosen):
        return False
    runs.hand_out(ARRIVAL, None, only=[lead_id])
    return db.session.scalar(select(Lead.owner_id).where(Lead.id == lead_id)) is not None
