"""The call sheet 今日名单: who is on it, in which order, and why (rules.md §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.rules.calls import frequency
from app.rules.calls.sections import SECTIONS, Held, Section, Today
from app.rules.calls.stages import STAGES
from app.rules.days.shanghai import day_of
from app.rules.defaults import Settings
from app.rules.why import Why

__all__ = ["KEYS", "Held", "Line", "call_sheet"]

KEYS = (
    "sheet.most",
    *frequency.KEYS,
    *(f"stage.{stage}.days" for stage in STAGES),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A lead on the sheet, the section it stands in and why it is there."""

    lead: int
    section: str
    why: Why


def call_sheet(held: Iterable[Held], now: datetime, settings: Settings) -> list[Line]:
    """The sheet of a rep's day, in the order in which to call; at most 60 leads.

    Call-backs due by time, also those still to come today · new precise leads · follow-ups due of
    grade A, then B, then C · retries due · overdue stages · ordinary leads. Not on it: who must not
    be called, who is cooling down, whose numbers were all called too often (rules.md §3).
    """
    today = Today(now, day_of(now), settings)
    placed = [
        (SECTIONS.index(section), section.order(lead, today), lead.lead, section, lead)
        for lead in held
        if may_be_called(lead, today) and (section := section_of(lead, today))
    ]
    placed.sort(key=lambda place: place[:3])
    return [
        Line(lead.lead, section.name, section.why(lead, today))
        for *_, section, lead in placed[: settings["sheet.most"]]
    ]


def may_be_called(lead: Held, today: Today) -> bool:
    if lead.do_not_call or (lead.cool_until is not None and today.day < lead.cool_until):
        return False
    return frequency.is_offered(lead.dials, today.now, today.settings)


def section_of(lead: Held, today: Today) -> Section | None:
    """The first section that holds the lead; None when nothing is to be done with it today."""
    return next((section for section in SECTIONS if section.holds(lead, today)), None)
