"""A lead of one's own for a page; any other is not there."""

from flask import abort
from flask_login import current_user

from app.models.visible import OWN
from app.services.leads import finding
from app.services.leads.finding import Whole


def or_404(lead_id: int) -> Whole:
    whole = finding.show(current_user.id, OWN, lead_id)
    if whole is None:
        abort(404)
    return whole
