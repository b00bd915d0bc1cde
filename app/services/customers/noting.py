"""Notes on a lead, and contacts that were no calls (rules.md §2.3, §4)."""

from app import clock
from app.errors import RuleBroken
from app.models import LeadNote, Touch
from app.models.lead_work import CHANNELS
from app.services import settings
from app.services.customers.within import Who, locked
from app.services.measures import histories
from app.services.transaction import write

LENGTH = "calls.note_length"


def note(lead_id: int, who: Who, text: str) -> None:
    """Keeps a note; it is no effort, so it keeps no lead (rules.md §2.3).

    Raises RuleBroken("missing" | "note_empty" | "note_too_long").
    """
    text = checked(text)
    if not text:
        raise RuleBroken("note_empty")
    with write() as session:
        lead = locked(lead_id, who)
        session.add(LeadNote(lead_id=lead.id, person_id=who.id, at=clock.now(), text=text))


def touch(lead_id: int, who: Who, channel: str, text: str, *, answered: bool) -> None:
    """Keeps a contact by WeChat, QQ, text message, e-mail or visit. One of the owner's that was
    answered is an effort, as a call is (rules.md §2.3, §4).

    Raises RuleBroken("missing" | "touch_channel" | "note_too_long" | "touch_do_not_call").
    """
    if channel not in CHANNELS:
        raise RuleBroken("touch_channel")
    text, now = checked(text), clock.now()
    with write() as session:
        lead = locked(lead_id, who)
        if lead.do_not_call:
            raise RuleBroken("touch_do_not_call")
        when = {"at": now, "day": clock.day_of(now)}
        what = {"channel": channel, "text": text, "answered": answered}
        session.add(Touch(lead_id=lead.id, person_id=who.id, **when, **what))
        lead.rev += 1
        histories.changed([lead.id])


def checked(text: str) -> str:
    most: int = settings.value(LENGTH, clock.today())
    if len(text) > most:
        raise RuleBroken("note_too_long", most=most)
    return text.replace("\0", "").strip()
