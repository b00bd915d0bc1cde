"""A lead of one's own for a page; any other is not there."""

from flask import abort
from flask_login import current_user

from app.models.visible import OWN
from app.services.leads import one_lead
from app.services.leads.one_lead import Whole


def or_404(lead_id: int) -> Whole:
    whole = one_lead.show(current_user.id, OWN, lead_id)
    if whole is None:
        abort(404)
    return whole
