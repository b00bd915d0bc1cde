"""A customer complains (rules.md §2.3 cool-down, §12)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Lead, Person, Ticket
from app.models.deals import has_signed
from app.models.tickets import COMPLAINT
from app.rules.leads.complaints import UNTIL_LIFTED
from app.rules.why import Why
from app.services.customers.within import Who, locked
from app.services.leads import moves
from app.services.transaction import looks_again, write

RULE = "complaint"
MOST_CALLS = 20
MOST_LETTERS = 1000


@dataclass(frozen=True)
class Said:
    """What a customer said, whom and which call it is about as far as that is known. `uuid` is made
    by who asks, so that sending it twice records it once."""

    uuid: str
    text: str
    person_id: int | None = None
    call_id: int | None = None


@dataclass(frozen=True)
class Made:
    """A call that a complaint can be about."""

    id: int
    at: datetime
    person_id: int
    person: str
    disposition: str


@looks_again
def record(lead_id: int, said: Said, who: Who) -> None:
    """Keeps a complaint for good; nobody calls the customer until a supervisor lifts that.

    The lead leaves its owner at once and, lifted, waits for another, as a refused one does; one that
    has signed stays with its owner and only rests (rules.md §2.3). It is about who is named, else
    about whoever made the call, else about the owner. Raises RuleBroken("missing" |
    "complaint_empty" | "complaint_too_long" | "complaint_call_unknown" |
    "complaint_person_unknown").
    """
    text = checked(said.text)
    with write() as session:
        if is_known(said, who):
            return
        try:
            lead = locked(lead_id, who)
        except RuleBroken:
            if is_known(
                said, who
            ):  # it came by another window meanwhile, and the lead left its owner
                return
            raise
        now = clock.now()
        ticket = Ticket(
            uuid=said.uuid,
            kind=COMPLAINT,
            lead_id=lead.id,
            call_id=said.call_id,
            person_id=about(lead, said),
            said=text,
            at=now,
            day=clock.day_of(now),
            by_id=who.id,
        )
        session.add(ticket)
        rest(lead, who.id)


def is_known(said: Said, who: Who) -> bool:
    query = select(Ticket.id).where(Ticket.uuid == said.uuid, Ticket.by_id == who.id)
    return db.session.scalar(query) is not None


def checked(text: str) -> str:
    text = text.replace("\0", "").strip()
    if not text:
        raise RuleBroken("complaint_empty")
    if len(text) > MOST_LETTERS:
        raise RuleBroken("complaint_too_long", most=MOST_LETTERS)
    return text


def about(lead: Lead, said: Said) -> int | None:
    """Whom a complaint is about, as far as that is known."""
    caller = None
    if said.call_id is not None:
        same = (Call.id == said.call_id, Call.lead_id == lead.id)
        caller = db.session.scalar(select(Call.person_id).where(*same))
        if caller is None:
            raise RuleBroken("complaint_call_unknown")
    if said.person_id is not None and db.session.get(Person, said.person_id) is None:
        raise RuleBroken("complaint_person_unknown")
    return said.person_id or caller or lead.owner_id


def rest(lead: Lead, by_id: int) -> None:
    signed = db.session.scalar(select(has_signed()).where(Lead.id == lead.id))
    if lead.owner_id is not None and not signed:
        moves.release(lead, RULE, Why("complaint_rests", {}).as_json(), by_id)
    lead.cool_until = UNTIL_LIFTED
    lead.rev += 1


def calls_of(lead_id: int) -> list[Made]:
    """The last calls with a lead, the latest first, for choosing; void ones happened, too."""
    query = (
        select(Call.id, Call.started_at, Person.id, Person.name, Call.disposition)
        .join(Person, Person.id == Call.person_id)
        .where(Call.lead_id == lead_id)
        .order_by(Call.started_at.desc(), Call.id.desc())
        .limit(MOST_CALLS)
    )
    return [Made(*row) for row in db.session.execute(query)]


def people_of(lead_id: int) -> list[tuple[int, str]]:
    """Everybody who called a lead or has it, for choosing whom a complaint is about."""
    called = select(Call.person_id).where(Call.lead_id == lead_id)
    owns = select(Lead.owner_id).where(Lead.id == lead_id)
    query = select(Person.id, Person.name).where(Person.id.in_(called) | Person.id.in_(owns))
    return [(number, name) for number, name in db.session.execute(query.order_by(Person.name))]
