"""A customer rings: who it is and whose (rules.md §3, direction; §2, phones)."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from app import clock
from app.extensions import db
from app.models import Lead, LeadPhone, Person
from app.rules.calls import callers
from app.rules.calls.dispositions import Disposition, dispositions
from app.rules.calls.sheet import Line
from app.rules.phones import EXTENSION, masked
from app.rules.why import Why
from app.services import scripts, settings
from app.services.calls import holdings, lines
from app.services.calls.lines import SheetLead
from app.services.people import working_days
from app.services.scripts import Text

KEYS = (*lines.KEYS, *callers.KEYS, "calls.dispositions")


@dataclass(frozen=True)
class Other:
    """A lead that is not the asker's: who it is and whose, the number masked."""

    id: int
    name: str
    company: str
    number: str
    whose: Why


@dataclass(frozen=True)
class Callers:
    """`more`: others fit too; a digit more tells them apart."""

    own: list[SheetLead]
    others: list[Other]
    more: bool
    dispositions: list[Disposition]
    notes: int
    scripts: list[Text]


def find(person_id: int, typed: str) -> Callers:
    """Everybody whose number ends in the typed digits (rules.md §3, a customer rings).

    The own leads are all there and in full; of the others the few that were called last.
    Raises RuleBroken("caller_digits_few").
    """
    chosen = settings.values(KEYS, clock.today())
    fits = fitting(callers.ending(typed, chosen))
    person = db.session.get_one(Person, person_id)
    others = others_of(person_id, fits, chosen["callers.most"] + 1)
    return Callers(
        own=own_of(person_id, fits, chosen),
        others=others[: chosen["callers.most"]],
        more=len(others) > chosen["callers.most"],
        dispositions=list(dispositions(chosen).values()),
        notes=chosen["sheet.notes"],
        scripts=scripts.current(person.language),
    )


def fitting(digits: str) -> ColumnElement[bool]:
    return or_(LeadPhone.number.endswith(digits), LeadPhone.number.contains(f"{digits}{EXTENSION}"))


def own_of(person_id: int, fits: ColumnElement[bool], chosen: settings.Values) -> list[SheetLead]:
    query = (
        select(Lead.id)
        .where(Lead.owner_id == person_id, Lead.phones.any(fits))
        .order_by(Lead.last_call_at.desc(), Lead.id)
    )
    found = [Line(id, "held", Why("sheet_held", {})) for id in db.session.scalars(query)]
    held = holdings.of(person_id) if found else {}
    return lines.in_full(found, held, working_days.around(clock.today()), chosen)


def others_of(person_id: int, fits: ColumnElement[bool], most: int) -> list[Other]:
    query = (
        select(Lead, LeadPhone.number, Person.name)
        .join(LeadPhone, LeadPhone.lead_id == Lead.id)
        .outerjoin(Person, Person.id == Lead.owner_id)
        .where(fits, or_(Lead.owner_id.is_(None), Lead.owner_id != person_id))
        .order_by(Lead.last_call_at.is_(None), Lead.last_call_at.desc(), Lead.id)
        .limit(most)
    )
    return [
        Other(lead.id, lead.name, lead.company, masked(number), whose(lead, owner))
        for lead, number, owner in db.session.execute(query)
    ]


def whose(lead: Lead, owner: str | None) -> Why:
    if lead.do_not_call:
        return Why("caller_do_not_call", {})
    if lead.gone_because:
        return Why("caller_gone", {})
    return Why("caller_others", {"owner": owner}) if owner else Why("caller_pool", {})
