from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.http import customers
from app.http.access import writes
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.customers import changing

blueprint = Blueprint("lead_changes", __name__)


@blueprint.post("/leads/<int:lead_id>/changes")
@writes("leads")
def create(lead_id: int) -> ResponseReturnValue:
    """Grade, stage or the next call, set on the page itself."""
    asked = request.form
    field, value, rev = asked.get("field", ""), asked.get("value", ""), asked.get("rev", 0, key)
    try:
        changing.change(lead_id, customers.who(WRITE), rev, field, value)
        return customers.after(lead_id)
    except RuleBroken as refusal:
        return customers.after(lead_id, refusal)
