"""What a complaint can be about, in the reader's words."""

from flask import abort
from flask_babel import gettext as _

from app.http import customers, words
from app.http.access import reach
from app.http.words.dispositions import label
from app.rules.people.permissions import WRITE
from app.services.calls import outcomes
from app.services.complaints import recording
from app.services.leads import one_lead
from app.services.leads.finding import Found

RESOURCE = "complaints"


def lead_or_404(lead_id: int) -> Found:
    """The customer of whom somebody may record a complaint."""
    who = customers.who(WRITE, RESOURCE)
    whole = one_lead.show(who.id, who.reach, lead_id)
    if whole is None:
        abort(404)
    return whole.lead


def calls(lead_id: int) -> list[tuple[int, str]]:
    """The calls with a customer, for choosing."""
    labels = outcomes.labels()
    return [(one.id, told(one, labels)) for one in recording.calls_of(lead_id)]


def told(one: recording.Made, labels: dict[str, str]) -> str:
    outcome = label(labels.get(one.disposition, one.disposition))
    told = {"at": words.moment(one.at), "person": one.person, "outcome": outcome}
    return _("%(at)s %(person)s:%(outcome)s", **told)


def sees(lead_id: int, who_id: int) -> bool:
    """Whether the customer's page is still there for somebody whom the complaint took it from."""
    return one_lead.show(who_id, reach("leads"), lead_id) is not None
