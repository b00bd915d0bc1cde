"""What was done about a signal is noted, for good; or it is left alone until a day
(rules.md §10)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.models.signals import SignalStep
from app.services.signals.within import Who, locked
from app.services.transaction import write

DONE, SNOOZED = "done", "snoozed"
LONGEST = 500
LONGEST_SNOOZE = timedelta(days=31)


@dataclass(frozen=True)
class Said:
    """`uuid` is made by who asks, so that sending it twice notes it once."""

    uuid: str
    said: str
    until: date | None = None


def note(signal_id: int, said: Said, who: Who) -> None:
    """What was done, also about one that has ended meanwhile; with a day, that it is left alone
    until then, and why.

    Raises RuleBroken("missing" | "signal_said" | "signal_long" | "signal_until" | "signal_over").
    """
    check(said)
    with write() as session:
        signal = locked(signal_id, who)
        if said.until is not None and signal.ended_at is not None:
            raise RuleBroken("signal_over")
        if session.scalar(select(SignalStep.id).where(SignalStep.uuid == said.uuid)):
            return
        what = {"what": SNOOZED if said.until else DONE, "until": said.until}
        about = {"signal_id": signal.id, "uuid": said.uuid, "said": said.said, **what}
        session.add(SignalStep(**about, at=clock.now(), by_id=who.id))


def check(said: Said) -> None:
    if not said.said:
        raise RuleBroken("signal_said")
    if len(said.said) > LONGEST:
        raise RuleBroken("signal_long", most=LONGEST)
    today = clock.today()
    if said.until is not None and not today < said.until <= today + LONGEST_SNOOZE:
        raise RuleBroken("signal_until", last=today + LONGEST_SNOOZE)
